import type { PageMedia } from '../../../main/contract/page-reports.ts';
import { asCount, asHex, asNumber, asText } from './value.ts';
import type { MessageModel } from './wpp.ts';

const MEDIA_TYPES = new Set(['image', 'video', 'ptv', 'ptt', 'audio', 'document', 'sticker']);

/** Characters of base64: a real thumbnail has a few thousand. */
const MAX_THUMBNAIL = 100_000;

/** What the page knows of a message's file; null when it has none. All of it is what the sender's phone claimed. */
export function readMedia(model: MessageModel): PageMedia | null {
  if (!MEDIA_TYPES.has(model.type ?? '') && asText(model.mimetype, 1) === null) return null;
  return {
    mimeType: asText(model.mimetype, 200),
    fileName: asText(model.filename, 255),
    size: asCount(model.size),
    sha256: asHex(model.filehash),
    seconds: asNumber(model.duration),
    width: asCount(model.width) || null,
    height: asCount(model.height) || null,
    thumbnail: readThumbnail(model),
  };
}

/** WhatsApp keeps a small picture of a picture in the message's body, or beside it. Only a JPEG by its first bytes is one. */
function readThumbnail(model: MessageModel): string | null {
  for (const candidate of [model.body, model.thumbnail]) {
    // `/9j/` is FF D8 FF in base64.
    if (typeof candidate !== 'string' || !candidate.startsWith('/9j/') || candidate.length > MAX_THUMBNAIL) continue;
    if (candidate.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(candidate)) return candidate;
  }
  return null;
}
