import { z } from 'zod';
import { Attachment } from '../entities.ts';
import { FileName } from '../file-name.ts';
import { AttachmentId } from '../ids.ts';
import { UPLOADS_KEPT_DAYS } from '../limits.ts';
import type { Route } from '../route.ts';

const OneAttachment = z.strictObject({ id: AttachmentId });

/** Files of messages, and those uploaded to be sent. */
export const ATTACHMENT_ROUTES = {
  uploadAttachment: {
    method: 'POST',
    path: '/v1/attachments',
    summary: `Upload a file to be sent within ${UPLOADS_KEPT_DAYS} days: the body is its bytes, and its type is found from them`,
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    query: z.strictObject({
      file_name: FileName.describe('What it is called: with its ending, as the client sees it.'),
    }),
    upload: true,
    status: 201,
    location: '/v1/attachments/{id}',
    output: Attachment,
    problems: ['file_type_not_allowed', 'disk_almost_full'],
  },
  getAttachment: {
    method: 'GET',
    path: '/v1/attachments/{id}',
    summary: 'What is known of a file, and whether it is there',
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    support: true,
    params: OneAttachment,
    status: 200,
    output: Attachment,
    problems: ['attachment_not_found'],
  },
  getAttachmentContent: {
    method: 'GET',
    path: '/v1/attachments/{id}/content',
    summary: 'The bytes, whole or one range of them; the type is the one found from the bytes, never the claimed one',
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    support: true,
    params: OneAttachment,
    status: 200,
    content: '*',
    problems: ['attachment_not_found', 'attachment_not_ready', 'range_not_satisfiable', 'attachment_damaged'],
  },
  getAttachmentThumbnail: {
    method: 'GET',
    path: '/v1/attachments/{id}/thumbnail',
    summary: 'A small picture of it, where there is one',
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    support: true,
    params: OneAttachment,
    status: 200,
    content: 'image/jpeg',
    problems: ['attachment_not_found', 'thumbnail_not_found', 'attachment_damaged'],
  },
  fetchAttachment: {
    method: 'POST',
    path: '/v1/attachments/{id}/fetch',
    summary: 'Fetch a file that was not taken in, or ask WhatsApp again for one that it had dropped',
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    params: OneAttachment,
    status: 202,
    output: Attachment,
    problems: ['attachment_not_found'],
  },
} as const satisfies Record<string, Route>;
