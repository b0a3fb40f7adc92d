import type { Message } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { isInPart } from './message-kind.ts';
import { advanceStatus } from './message-status.ts';
import { copyTimes } from './message-times.ts';
import { newId } from './new-id.ts';
import type { KnownMessage, LaterContent } from './stores/message-store.ts';
import type { Stores } from './stores.ts';

/**
 * Two conversations that are about to become one can both hold a message: the page showed it under one address and
 * later, changed, under the other. One of the two is shown from then on, and what is known of the other goes over to it.
 */
export async function mergeDuplicates(
  stores: Stores,
  lawyerId: LawyerId,
  { from, into }: { from: ConversationId; into: ConversationId },
  at: Millis,
): Promise<void> {
  for (const { one, other } of await stores.messages.inBoth(lawyerId, from, into)) {
    const isFirst = one.direction === 'outbound' && (await wasFirst(stores, lawyerId, one, other));
    const [left, shown] = isFirst ? [other, { ...one, conversationId: into }] : [one, other];
    if (isFirst) {
      await stores.messages.changePlaces(lawyerId, one.id, other.id);
      // Where the page has shown it since.
      if (other.chat !== null) await stores.messages.setPlace(lawyerId, one.id, { chat: other.chat });
    }
    if (!isInPart(left)) await mergeContent(stores, lawyerId, left, shown);
    if (left.revokedAt !== null && shown.revokedAt === null) {
      await stores.messages.revoke(lawyerId, shown.id, left.revokedAt);
    }
    if (shown.direction === 'outbound') {
      await advanceStatus(stores, lawyerId, shown, left.status, at);
      // Behind it: what is learnt by the merge was so before.
      await copyTimes(stores, lawyerId, left.id, shown.id);
      // Whatever becomes of it becomes known of the one that is shown.
      await stores.outbox.removeByMessage(lawyerId, left.id);
    }
    await stores.messages.copyReactions(lawyerId, left.id, shown.id);
    await stores.attachments.copy(lawyerId, { from: left.id, to: shown.id, newId: newId('att', at) });
  }
}

/**
 * Whether `one` is what was accepted for sending, whose id the directory was given; of what the lawyer wrote on the phone,
 * whether it was told first. An id of ours is seen in the page only after it was chosen, and ids sort by their time.
 */
async function wasFirst(stores: Stores, lawyerId: LawyerId, one: KnownMessage, other: KnownMessage): Promise<boolean> {
  if (await stores.outbox.findSend(lawyerId, one.id)) return true;
  if (await stores.outbox.findSend(lawyerId, other.id)) return false;
  return one.id < other.id;
}

/** What is known in part only is replaced. Else the later text is the message's, and all others are versions of before. */
async function mergeContent(stores: Stores, lawyerId: LawyerId, one: KnownMessage, other: KnownMessage): Promise<void> {
  const { messages } = stores;
  let present = other;
  if (isInPart(other)) {
    const whole = await messages.find(lawyerId, one.id);
    if (whole) await messages.complete(lawyerId, other.id, contentOf(whole));
    present = { ...one, id: other.id };
  } else if (one.editedAt !== null && one.editedAt > (other.editedAt ?? 0)) {
    await messages.edit(lawyerId, other.id, one.text, one.editedAt);
    present = { ...other, text: one.text, editedAt: one.editedAt };
  } else if (one.text !== other.text && one.text !== '') {
    await messages.addVersion(lawyerId, other.id, one.text, one.editedAt ?? one.sentAt);
  }
  for (const { text, written_at } of await messages.versions(lawyerId, one.id)) {
    const written = Date.parse(written_at);
    const isPresent = text === present.text && written === (present.editedAt ?? present.sentAt);
    if (!isPresent) await messages.addVersion(lawyerId, other.id, text, written);
  }
}

function contentOf(message: Message): LaterContent {
  const { reply_to: replyTo } = message;
  return {
    kind: message.kind,
    text: message.text,
    senderName: message.sender_name,
    senderPhone: message.sender_phone,
    quoted: replyTo && { whatsappId: replyTo.whatsapp_id, preview: replyTo.preview },
    forwarded: message.forwarded,
    viewOnce: message.view_once,
    disappearsAfter: message.disappears_after,
    details: message.details,
    editedAt: message.edited_at === null ? null : Date.parse(message.edited_at),
    sentAt: Date.parse(message.sent_at),
    isTimeRough: false,
  };
}
