import { readFileLink, signFileLink } from '../../domain/file-links.ts';
import type { AttachmentFiles } from '../../domain/ports.ts';
import type { Handlers } from '../handler.ts';
import { attachmentOf, contentOf } from './attachments.ts';

interface Dependencies {
  files: AttachmentFiles;
  /** Derived from the data folder's master key: links work on after a restart. */
  linkKey: Buffer;
  /** Where this API answers to who called that way. */
  apiUrl(through: 'loopback' | 'tunnel'): string;
}

export function fileLinkRoutes({
  files,
  linkKey,
  apiUrl,
}: Dependencies): Pick<Handlers, 'createFileLink' | 'getLinkedFile'> {
  return {
    async createFileLink({ lawyerId, params, body, stores, at, through }) {
      const file = await attachmentOf(stores, lawyerId, params.id);
      contentOf(file, files);
      const expires = at + body.expires_in_seconds * 1000;
      const token = signFileLink(linkKey, { lawyerId, attachmentId: file.id, expires });
      return { url: `${apiUrl(through)}/v1/files/${token}`, expires_at: new Date(expires).toISOString() };
    },
    async getLinkedFile({ params, stores, at }) {
      const { lawyerId, attachmentId } = readFileLink(linkKey, params.token, at);
      return contentOf(await attachmentOf(stores, lawyerId, attachmentId), files);
    },
  };
}
