import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { now } from '../own-globals.ts';
import type { Addresses } from './addresses.ts';
import { readDetails } from './message-details.ts';
import { readMedia } from './message-media.ts';
import { asCount, asJid, asSeconds, asText } from './value.ts';
import type { MessageKey, MessageModel } from './wpp.ts';

/** Kinds whose body is what somebody wrote. In all others it is a thumbnail, or a card: the caption is the text. */
const TEXT_TYPES = new Set(['chat', 'hsm', 'buttons_response', 'list_response', 'template_button_reply']);

const MAX_TEXT = 100_000;

/** One of the page's messages in our form, as the page holds it now. Its reactions, and what follows it, are read apart. */
export function readMessage(model: MessageModel, addresses: Addresses): PageMessage {
  const type = asText(model.type, 64) ?? 'unknown';
  const key = originalKey(model);
  const chat = asJid(key.remote) ?? '';
  const isGroup = !/@(c\.us|lid)$/.test(chat);
  const author = isGroup ? asJid(model.author ?? key.participant) : null;
  return {
    id: key.id,
    chat,
    fromMe: key.fromMe,
    type,
    text: readText(model, type),
    timestamp: asSeconds(model.t) ?? 0,
    isTimeRough: false,
    senderName: readSenderName(model),
    ack: model.ack ?? null,
    phone: addresses.phoneOf(chat),
    author,
    authorPhone: addresses.phoneOf(author),
    quoted: readQuoted(model),
    forwarded: model.isForwarded === true || (asCount(model.forwardingScore) ?? 0) > 0,
    // A mark that is not there is no mark: it is a bool of WhatsApp's protocol, and absent where it is false.
    broadcast: model.broadcast === true,
    // What only the phone may open has no content here, and says so in its subtype.
    viewOnce: model.isViewOnce === true || String(model.subtype).startsWith('view_once'),
    disappearsAfter: asCount(model.ephemeralDuration) || null,
    editedAt: readEditedAt(model),
    media: type === 'revoked' ? null : readMedia(model),
    details: readDetails(model),
    reactions: model.hasReaction === false ? [] : null,
    followedBy: [],
  };
}

/**
 * The key that a message was sent under. The page files a revoked one under the id of the revoke, and keeps the first key
 * beside it. Source: `getMsgKeyAfterRevoke` of WhatsApp's module WAWebRevoke.
 */
export function originalKey({ id, type, protocolMessageKey }: MessageModel): MessageKey {
  return type === 'revoked' ? (protocolMessageKey ?? id) : id;
}

/** What was written into a message: what two messages are compared by. */
export function readText(model: MessageModel, type: string): string {
  if (type === 'revoked' || type === 'ciphertext') return '';
  if (TEXT_TYPES.has(type)) return asText(model.body, MAX_TEXT) ?? '';
  if (type === 'poll_creation') return asText(model.pollName, MAX_TEXT) ?? '';
  if (type === 'event_creation') return asText(model.eventName, MAX_TEXT) ?? '';
  const caption = asText(model.caption, MAX_TEXT) ?? asText(model.comment, MAX_TEXT) ?? '';
  // The page puts a document's name in the place of a caption that nobody wrote.
  const isOwnWords = model.isCaptionByUser === true || caption !== model.filename;
  return isOwnWords ? caption : '';
}

/** The name that the sender has chosen. Messages of the history carry none: the page's contact may know it. */
function readSenderName(model: MessageModel): string | null {
  const name = asText(model.notifyName, 200);
  if (name !== null) return name;
  try {
    return asText(model.senderObj?.pushname, 200) ?? asText(model.senderObj?.name, 200);
  } catch {
    // A getter of the page's over a contact that it has not got.
    return null;
  }
}

function readQuoted(model: MessageModel): PageMessage['quoted'] {
  const id = asText(model.quotedStanzaID, 128);
  if (id === null) return null;
  const { type, body, caption } = model.quotedMsg ?? {};
  return { id, text: asText(type === 'chat' ? body : caption, 1000) };
}

/** The sender's clock says when; where the page keeps no time of an edit that it has, it was now. */
function readEditedAt(model: MessageModel): number | null {
  const at = asSeconds(model.latestEditSenderTimestampMs);
  if (at !== null) return at;
  return model.latestEditMsgKey ? Math.floor(now() / 1000) : null;
}
