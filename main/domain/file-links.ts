import { createHmac, timingSafeEqual } from 'node:crypto';
import { AttachmentId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';

/** What a link opens, and until when. */
export interface FileLink {
  lawyerId: LawyerId;
  attachmentId: AttachmentId;
  expires: Millis;
}

/** The ULIDs of the lawyer and the attachment, the end in ms and the seal: every character can stand in a URL. */
const TOKEN = /^([0-9a-z]{26})([0-9a-z]{26})([0-9a-z]{1,9})\.([\w-]{43})$/;

/** Key and seal are of HMAC-SHA256: nobody guesses either. The text is sealed whole, with what it is for. */
function sealOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(`lexline file link ${text}`).digest('base64url');
}

/** The token of a link: whoever has it has the file, until it expires. Nothing is stored for it. */
export function signFileLink(key: Buffer, { lawyerId, attachmentId, expires }: FileLink): string {
  const text = `${lawyerId.slice(4)}${attachmentId.slice(4)}${expires.toString(36)}`;
  return `${text}.${sealOf(key, text)}`;
}

/** Whether it was signed here; it may have expired. No two texts are the same link. */
export function isFileLink(key: Buffer, token: string): boolean {
  return partsOf(key, token) !== null;
}

/** Throws AppError `file_link_invalid` for what was not signed here, `file_link_expired`. */
export function readFileLink(key: Buffer, token: string, now: Millis): FileLink {
  const parts = partsOf(key, token);
  if (!parts) throw new AppError('file_link_invalid');
  const { lawyer, attachment, end } = parts;
  const expires = Number.parseInt(end, 36);
  if (now >= expires) throw new AppError('file_link_expired');
  return {
    lawyerId: LawyerId.parse(`law_${lawyer}`),
    attachmentId: AttachmentId.parse(`att_${attachment}`),
    expires,
  };
}

function partsOf(key: Buffer, token: string): { lawyer: string; attachment: string; end: string } | null {
  const [, lawyer = '', attachment = '', end = '', seal = ''] = TOKEN.exec(token) ?? [];
  // Compared as text: the same seal written in another way is another link.
  const expected = Buffer.from(sealOf(key, `${lawyer}${attachment}${end}`));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected) ? { lawyer, attachment, end } : null;
}
