import type { Message } from '../contract/entities.ts';
import type { EventDetails } from '../contract/event-log.ts';
import type { EventType } from '../contract/events.ts';
import type { ClientId, ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import { shortenMessage } from './shorten-message.ts';
import type { Stores } from './stores.ts';
import { type Told, webhookBody } from './webhook-payload.ts';

/** The promise to receivers: a payload is under 20 kB. */
const MAX_PAYLOAD_BYTES = 20_000;

export interface Fact {
  type: EventType;
  lawyerId: LawyerId;
  at: Millis;
  conversationId?: ConversationId;
  clientId?: ClientId;
  /** The message as it is, or its id: then it is read when a webhook wants it. */
  message?: Message | MessageId;
  more?: EventDetails;
}

/** A fact whose message is there as it is told. */
export interface WholeFact extends Omit<Fact, 'message'> {
  messageId?: MessageId;
  message?: Message;
}

function told(fact: WholeFact): Told {
  return {
    type: fact.type,
    timestamp: new Date(fact.at).toISOString(),
    data: {
      lawyer_id: fact.lawyerId,
      ...(fact.conversationId ? { conversation_id: fact.conversationId } : {}),
      ...(fact.clientId ? { client_id: fact.clientId } : {}),
      ...(fact.messageId ? { message_id: fact.messageId } : {}),
      ...fact.more,
      ...(fact.message ? { message: fact.message } : {}),
    },
  };
}

function lengthOf(payload: Told): number {
  return Buffer.byteLength(JSON.stringify(payload));
}

/** What is told of a fact, by whatever way. What would make it too large is cut and marked; the API gives it whole. */
export function payloadOf(fact: WholeFact): Told {
  const payload = told(fact);
  if (!fact.message || lengthOf(payload) < MAX_PAYLOAD_BYTES) return payload;
  const { message, ...rest } = fact;
  return told({ ...fact, message: shortenMessage(message, MAX_PAYLOAD_BYTES - lengthOf(told(rest)) - 100) });
}

/** Appends the fact to the event log and queues it for every webhook that wants it, in the caller's transaction. */
export async function recordEvent(stores: Stores, fact: Fact): Promise<void> {
  const { message, ...rest } = fact;
  const messageId = typeof message === 'object' ? message.id : (message ?? null);
  const event = await stores.events.append({
    id: newId('evt', fact.at),
    type: fact.type,
    lawyer_id: fact.lawyerId,
    conversation_id: fact.conversationId ?? null,
    message_id: messageId,
    client_id: fact.clientId ?? null,
    at: fact.at,
    more: fact.more ?? null,
  });
  const subscribers = await stores.webhooks.wanting(fact.lawyerId, fact.type);
  if (subscribers.length === 0) return;
  const whole = typeof message === 'string' ? await stores.messages.find(fact.lawyerId, message) : message;
  const told = payloadOf({ ...rest, ...(messageId && { messageId }), ...(whole && { message: whole }) });
  for (const { id: webhookId, payload, batch } of subscribers) {
    await stores.webhookQueue.enqueue({
      webhookId,
      lawyerId: fact.lawyerId,
      eventId: event.id,
      cursor: event.cursor,
      conversationId: fact.conversationId ?? null,
      payload: webhookBody(told, payload),
      at: fact.at,
      ...(batch && { mayWait: batch.max_wait_ms }),
    });
  }
}
