import type { FILE_LINK_ROUTES } from '../routes/file-links.ts';
import type { ExamplesOf } from './example.ts';
import { FILE_TOKEN, PHOTO_ID } from './values.ts';

export const FILE_LINK_EXAMPLES: ExamplesOf<keyof typeof FILE_LINK_ROUTES> = {
  createFileLink: [
    {
      summary: 'For an hour',
      params: { id: PHOTO_ID },
      body: { expires_in_seconds: 3600 },
      answer: { url: `http://127.0.0.1:5001/v1/files/${FILE_TOKEN}`, expires_at: '2026-11-27T13:04:05.000Z' },
    },
  ],
  getLinkedFile: [{ summary: 'By whoever has the link', params: { token: FILE_TOKEN } }],
};
