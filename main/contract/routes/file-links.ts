import { z } from 'zod';
import { AttachmentId } from '../ids.ts';
import { FILE_LINK_SECONDS } from '../limits.ts';
import type { Route } from '../route.ts';
import { Timestamp } from '../values.ts';

/** Links that open one file without a key, for a while. */
export const FILE_LINK_ROUTES = {
  createFileLink: {
    method: 'POST',
    path: '/v1/attachments/{id}/links',
    summary: 'A link that opens this file without a key, for an hour at most; whoever has it has the file',
    access: 'lawyer',
    fromOutside: true,
    resource: 'attachments',
    secret: true,
    params: z.strictObject({ id: AttachmentId }),
    body: z
      .strictObject({
        expires_in_seconds: z
          .number()
          .int()
          .min(1)
          .max(FILE_LINK_SECONDS.longest)
          .default(FILE_LINK_SECONDS.usual)
          .describe('How long it opens the file.'),
      })
      .prefault({}),
    status: 201,
    output: z.object({ url: z.string(), expires_at: Timestamp }),
    problems: ['attachment_not_found', 'attachment_not_ready'],
  },
  getLinkedFile: {
    method: 'GET',
    path: '/v1/files/{token}',
    summary: 'The bytes that a link opens, whole or one range of them',
    access: 'public',
    fromOutside: true,
    resource: 'attachments',
    sealed: 'token',
    params: z.strictObject({ token: z.string().describe('The end of the link, as it was given.') }),
    status: 200,
    content: '*',
    problems: [
      'file_link_invalid',
      'file_link_expired',
      'attachment_not_found',
      'attachment_not_ready',
      'range_not_satisfiable',
      'attachment_damaged',
    ],
  },
} as const satisfies Record<string, Route>;
