import type { PageMessage } from '../contract/page-reports.ts';
import type { ChatKind } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { declareFile } from './declare-file.ts';
import { learnFromMessage } from './learn-addresses.ts';
import { isTold, kindOf, UNSEEN_KIND } from './message-kind.ts';
import { applyAck } from './message-status.ts';
import { contentOf } from './page-content.ts';
import { mergeReaction, takeBackAbsent, toReaction } from './receive-reaction.ts';
import type { Receiving } from './receiving.ts';
import { recordEvent } from './record-event.ts';
import type { KnownMessage } from './stores/message-store.ts';

/**
 * The page shows a message that is stored already: what has changed since is taken over, and nothing ever goes back.
 * It may be a copy that is older than what is stored, as reports overtake each other.
 */
export async function compareMessage(
  receiving: Receiving,
  known: KnownMessage,
  page: PageMessage,
  chat: ChatKind,
): Promise<void> {
  const { stores, lawyerId, at } = receiving;
  await comparePlace(receiving, known, page, chat);
  if (page.type === 'revoked') {
    if (known.revokedAt === null) {
      await stores.messages.revoke(lawyerId, known.id, at);
      await tell(receiving, known, 'message.revoked');
    }
  } else if (isPartial(known, page)) {
    await complete(receiving, known, page);
  } else {
    await compareText(receiving, known, page);
  }
  await declareFile(receiving, known.id, page, 'known');
  for (const reaction of page.reactions ?? []) await mergeReaction(receiving, known, chat, toReaction(chat, reaction));
  if (page.reactions) await takeBackAbsent(receiving, known, chat, page.reactions);
  if (page.fromMe && isTold(page)) await applyAck(stores, lawyerId, known, page.ack, at);
}

/** In which chat it was seen last, and when WhatsApp took it. A time that is known to the second stays. */
async function comparePlace(
  { stores, lawyerId, at, clientAt, forget }: Receiving,
  known: KnownMessage,
  page: PageMessage,
  chat: ChatKind,
): Promise<void> {
  if (chat.type === 'person' && known.chat !== page.chat && (await clientAt(chat.address)) === null) {
    const client = await stores.conversations.clientOf(lawyerId, known.conversationId);
    if (client) await learnFromMessage(stores, lawyerId, client, chat.address, at);
    forget();
  }
  const sentAt = page.timestamp * 1000;
  // What was taken back says nothing more of a message: one that was read off the screen waits for the rest of it.
  const isLater = known.isTimeRough ? page.type !== 'revoked' : page.fromMe;
  const isExactNow = !page.isTimeRough && isLater && known.sentAt !== sentAt;
  if (known.chat === page.chat && !isExactNow) return;
  await stores.messages.setPlace(lawyerId, known.id, { chat: page.chat, ...(isExactNow ? { sentAt } : {}) });
}

/** It was read off the screen, or was taken back before it could be read, and is here now as it was written. */
function isPartial(known: KnownMessage, page: PageMessage): boolean {
  return (known.isTimeRough && !page.isTimeRough) || known.kind === UNSEEN_KIND;
}

async function complete(receiving: Receiving, known: KnownMessage, page: PageMessage): Promise<void> {
  const content = contentOf(page);
  const { stores, lawyerId } = receiving;
  // Read off the screen, it is known in part still; but an exact time stays as it is.
  const time = page.isTimeRough && !known.isTimeRough ? { sentAt: known.sentAt } : {};
  await stores.messages.complete(lawyerId, known.id, { ...content, ...time });
  const wasUnseen = known.kind === UNSEEN_KIND && known.direction === 'inbound';
  if (!wasUnseen || !isTold(page) || !receiving.isNews(content.sentAt)) return;
  await stores.messages.addUnread(lawyerId, known.conversationId);
  await tell(receiving, known, 'message.received');
}

/**
 * Edits in the order in which they were written: the latest is the text, the others are versions of before. WhatsApp
 * says when an edit was written; where the page does not, a text of before is told from a new one by what is stored.
 */
async function compareText(receiving: Receiving, known: KnownMessage, page: PageMessage): Promise<void> {
  const { stores, lawyerId, at } = receiving;
  // What is on the screen is not always the text as it was written.
  if (page.isTimeRough) return;
  if (page.editedAt !== null) {
    const editedAt = page.editedAt * 1000;
    if (known.editedAt !== null && editedAt < known.editedAt) {
      return stores.messages.addVersion(lawyerId, known.id, page.text, editedAt);
    }
    // The same text with another time is no news: where WhatsApp keeps no time of an edit, the page takes its own.
    if (known.editedAt === null || page.text !== known.text) await edit(receiving, known, page.text, editedAt);
    return;
  }
  if (page.text === known.text) return;
  if (known.editedAt === null) {
    // A caption can be missing while a file is loaded; a text is never empty.
    const isText = known.kind === 'text' && kindOf(page) === 'text' && page.text !== '';
    if (isText) await edit(receiving, known, page.text, at);
    return;
  }
  const versions = await stores.messages.versions(lawyerId, known.id);
  if (versions.some(({ text }) => text === page.text)) return;
  const isFirstKnown = versions.some(({ written_at }) => Date.parse(written_at) <= known.sentAt);
  if (isFirstKnown) await edit(receiving, known, page.text, Math.max(at, known.editedAt + 1));
  else await stores.messages.addVersion(lawyerId, known.id, page.text, known.sentAt);
}

async function edit(receiving: Receiving, known: KnownMessage, text: string, editedAt: Millis): Promise<void> {
  await receiving.stores.messages.edit(receiving.lawyerId, known.id, text, editedAt);
  if (receiving.isNews(editedAt)) await tell(receiving, known, 'message.edited');
}

async function tell(
  { stores, lawyerId, at }: Receiving,
  known: KnownMessage,
  type: 'message.received' | 'message.edited' | 'message.revoked',
): Promise<void> {
  const { id: message, conversationId } = known;
  const clientId = await stores.conversations.clientOf(lawyerId, conversationId);
  await recordEvent(stores, { type, lawyerId, conversationId, ...(clientId ? { clientId } : {}), message, at });
}
