import type { PageMessage } from '../contract/page-reports.ts';
import type { MessageStatus } from '../contract/values.ts';
import { parseChat } from './chat-address.ts';
import { compareMessage } from './compare-message.ts';
import { declareFile } from './declare-file.ts';
import { isStored, isTold } from './message-kind.ts';
import { advanceStatus, statusOfAck } from './message-status.ts';
import { newId } from './new-id.ts';
import { contentOf } from './page-content.ts';
import { mergeHeldReactions, toReaction } from './receive-reaction.ts';
import type { Place, Receiving } from './receiving.ts';
import { recognise } from './recognise-message.ts';
import { recordEvent } from './record-event.ts';
import { NOT_FOR_ANSWERS } from './release-held.ts';

/** Stores a message that the page shows, or compares it with what is stored of it. True when it was new. */
export async function receiveMessage(receiving: Receiving, page: PageMessage): Promise<boolean> {
  const chat = parseChat(page.chat);
  if (!chat || !isStored(page)) return false;
  if (chat.type === 'person' && page.phone !== null) await receiving.learnNumber(chat.address, page.phone);
  const sentAt = page.timestamp * 1000;
  const author = chat.type === 'group' ? page.author : null;
  const { id, fromMe, isTimeRough, broadcast } = page;
  const seen = { id, fromMe, jid: page.chat, chat, sentAt, isTimeRough, author, broadcast };
  const known = await recognise(receiving, seen);
  if (known) {
    await compareMessage(receiving, known, page, chat);
    return false;
  }
  const name = chat.type === 'person' && !fromMe ? page.senderName : null;
  const place = await receiving.placeOf(chat, page.chat, name);
  const message = { id: newId('msg', receiving.at), conversationId: place.conversationId };
  const isNew = await insert(receiving, message, page, author);
  if (!isNew) return false;
  // Its text came late, or it is read later than what is newer: it stands where it stands in WhatsApp all the same.
  if (page.followedBy.length > 0)
    await receiving.stores.messages.placeBefore(receiving.lawyerId, message.id, page.followedBy);
  await declareFile(receiving, message.id, page, 'new');
  for (const reaction of page.reactions ?? []) {
    await receiving.stores.messages.react(receiving.lawyerId, message.id, toReaction(chat, reaction));
  }
  await tell(receiving, message, page, place);
  const ref = { ...message, status: statusOf(page), direction: directionOf(page), whatsappId: id, jid: page.chat };
  await mergeHeldReactions(receiving, { ...ref, isCopy: fromMe && broadcast === true }, chat);
  return true;
}

type NewRef = { id: ReturnType<typeof newId<'msg'>>; conversationId: Place['conversationId'] };

function directionOf({ fromMe }: PageMessage): 'inbound' | 'outbound' {
  return fromMe ? 'outbound' : 'inbound';
}

/** One of ours that the page holds without a level is not on its way any more; calls and notices never were. */
function statusOf(page: PageMessage): MessageStatus {
  if (!page.fromMe) return 'received';
  return isTold(page) ? statusOfAck(page.ack ?? 1) : 'sent';
}

/** Whether it is told of as something new. Old messages from history, notices and most calls are not. */
function isNews({ isNews: isRecent }: Receiving, page: PageMessage): boolean {
  return isTold(page) && isRecent(page.timestamp * 1000);
}

function insert(
  receiving: Receiving,
  { id, conversationId }: NewRef,
  page: PageMessage,
  author: string | null,
): Promise<boolean> {
  return receiving.stores.messages.insert({
    ...contentOf(page),
    id,
    lawyerId: receiving.lawyerId,
    conversationId,
    direction: directionOf(page),
    // What the lawyer wrote on the phone starts as `sending`, so that each step up to its real status is told.
    status: page.fromMe && isNews(receiving, page) ? 'sending' : statusOf(page),
    whatsappId: page.id,
    chat: page.chat,
    author,
    revokedAt: page.type === 'revoked' ? receiving.at : null,
    storedAt: receiving.at,
  });
}

async function tell(
  receiving: Receiving,
  { id: message, conversationId }: NewRef,
  page: PageMessage,
  { clientId }: Place,
): Promise<void> {
  if (!isNews(receiving, page)) return;
  const { stores, lawyerId, at } = receiving;
  const ref = { id: message, conversationId, status: 'sending' } as const;
  if (page.fromMe) await advanceStatus(stores, lawyerId, ref, statusOf(page), at);
  const isUnseen = page.type === 'revoked';
  if (page.fromMe && !isUnseen) return answered(receiving, conversationId, page);
  if (!isUnseen) {
    await stores.messages.addUnread(lawyerId, conversationId);
    // What was held there is an answer now, and stands in front of any that is written later.
    await stores.outbox.release(lawyerId, conversationId, NOT_FOR_ANSWERS, at);
  }
  await recordEvent(stores, {
    type: isUnseen ? 'message.revoked' : 'message.received',
    lawyerId,
    conversationId,
    ...(clientId ? { clientId } : {}),
    message,
    at,
  });
}

/**
 * The lawyer has written there from another device, where WhatsApp marks a chat as read by that: so it is here, up to the
 * answer. What Lexline has sent never comes this way, for it is known already: a reminder that a program sends over the API
 * shows nobody what the client has written. What goes to everybody on a list is no answer either.
 */
async function answered(
  { stores, lawyerId }: Receiving,
  conversationId: Place['conversationId'],
  { timestamp, broadcast }: PageMessage,
): Promise<void> {
  if (broadcast !== true) await stores.messages.markAnswered(lawyerId, conversationId, timestamp * 1000);
}
