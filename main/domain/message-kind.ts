import type { PageMessage } from '../contract/page-reports.ts';
import type { MessageDetails } from '../contract/values.ts';
import { KNOWN_KINDS } from '../contract/values.ts';

/** WhatsApp's names of kinds that we call otherwise. Source: wa-js 4.6, `MSG_TYPE`. */
const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  chat: 'text',
  ptt: 'voice',
  ptv: 'video',
  live_location: 'location',
  vcard: 'contacts',
  multi_vcard: 'contacts',
  poll_creation: 'poll',
  call_log: 'call',
  e2e_notification: 'notice',
  gp2: 'notice',
  group_notification: 'notice',
  notification: 'notice',
  notification_template: 'notice',
  broadcast_notification: 'notice',
};

/**
 * What carries nothing for a person, and is not stored:
 * - `protocol`, `reaction`, `reaction_enc`, `pin_message`, `keep_in_chat` and `poll_update` say that another message has
 *   changed: edits, revokes and reactions come with that message;
 * - `album` announces the pictures that follow it, each a message of its own;
 * - `debug` is for WhatsApp's own people.
 */
const NOTHING_FOR_A_PERSON: ReadonlySet<string> = new Set([
  'protocol',
  'reaction',
  'reaction_enc',
  'pin_message',
  'keep_in_chat',
  'poll_update',
  'album',
  'debug',
]);

/** The kind of a message that was taken back before anybody saw what it was. */
export const UNSEEN_KIND = 'revoked';

/** Whether a stored message was read off the screen, or taken back before it could be read: the rest of it may still come. */
export function isInPart({ isTimeRough, kind }: { isTimeRough: boolean; kind: string }): boolean {
  return isTimeRough || kind === UNSEEN_KIND;
}

const KNOWN: ReadonlySet<string> = new Set(KNOWN_KINDS);

/** Whether it is, or will be, a message: what is stored of a chat. */
export function isStored(page: PageMessage): boolean {
  return !NOTHING_FOR_A_PERSON.has(page.type) && !isUnreadable(page);
}

/**
 * Not decrypted yet: no message so far, and a gap in the history. What is to be viewed once is never sent to WhatsApp
 * Web, and stays ciphertext there: it is a message that can be read on the phone alone.
 */
export function isUnreadable(page: PageMessage): boolean {
  return page.type === 'ciphertext' && !page.viewOnce;
}

/** Our name for it; WhatsApp's own for a kind that we do not know. */
export function kindOf(page: PageMessage): string {
  return KIND_OF_TYPE[page.type] ?? page.type;
}

/** What belongs to its kind alone; of a kind that we do not know, its name at least. */
export function detailsOf(page: PageMessage): MessageDetails | null {
  if (page.details) return page.details;
  const kind = kindOf(page);
  if (kind === 'notice') return { type: 'notice', code: page.type, values: [] };
  if (KNOWN.has(kind) || kind === UNSEEN_KIND) return null;
  return { type: 'unknown', json: JSON.stringify({ type: page.type }) };
}

/** Kinds that are, or hold, a file. */
const WITH_FILE: ReadonlySet<string> = new Set(['image', 'video', 'voice', 'audio', 'document', 'sticker']);

/** Whether there is a file to be fetched. WhatsApp Web is never given what is to be viewed once. */
export function hasFile(page: PageMessage): boolean {
  return page.media !== null && !page.viewOnce && WITH_FILE.has(kindOf(page));
}

/** Notices and calls are in the chat, but nobody wrote them; a call that was missed is for the lawyer to know of. */
export function isTold(page: PageMessage): boolean {
  const kind = kindOf(page);
  if (kind === 'notice') return false;
  if (kind !== 'call') return true;
  return !page.fromMe && (page.details?.type !== 'call' || page.details.missed);
}
