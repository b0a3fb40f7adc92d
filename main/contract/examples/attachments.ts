import type { ATTACHMENT_ROUTES } from '../routes/attachments.ts';
import type { ExamplesOf } from './example.ts';
import { PHOTO_ID, TERMS_ID } from './values.ts';

const PHOTO = {
  id: PHOTO_ID,
  status: 'stored' as const,
  error: null,
  file_name: 'letter.jpg',
  mime_type: 'image/jpeg',
  size: 184_320,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  duration_seconds: null,
  width: 1200,
  height: 1600,
  has_thumbnail: true,
};

export const ATTACHMENT_EXAMPLES: ExamplesOf<keyof typeof ATTACHMENT_ROUTES> = {
  uploadAttachment: [
    {
      summary: 'A text file, to be sent within 7 days',
      query: { file_name: 'terms.txt' },
      body: 'Terms of engagement\n',
      answer: {
        ...PHOTO,
        id: TERMS_ID,
        file_name: 'terms.txt',
        mime_type: 'text/plain',
        size: 20,
        sha256: 'f1e0b6b2f3d2f6d0a3f8f2c4f0b1f6b7a8d9c0e1f2a3b4c5d6e7f8091a2b3c4d',
        width: null,
        height: null,
        has_thumbnail: false,
      },
    },
  ],
  getAttachment: [{ summary: "A client's picture", params: { id: PHOTO_ID }, answer: PHOTO }],
  getAttachmentContent: [{ summary: 'All of its bytes', params: { id: PHOTO_ID } }],
  getAttachmentThumbnail: [{ summary: 'A small JPEG', params: { id: PHOTO_ID } }],
  fetchAttachment: [{ summary: 'It is there already: nothing changes', params: { id: PHOTO_ID }, answer: PHOTO }],
};
