import type { Message } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { ClientId, ConversationId, LawyerId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { Stores } from './stores.ts';

/** The promise to receivers: a payload is under 20 kB. */
const MAX_PAYLOAD_BYTES = 20_000;

/**
 * Short enough that a payload stays under the limit even if every character needs six bytes in JSON: those of the text,
 * and those of the longest name, kind and id that the page's contract lets through.
 */
const CUT_TEXT_LENGTH = 1_900;

export interface Fact {
  type: EventType;
  lawyerId: LawyerId;
  at: Millis;
  conversationId?: ConversationId;
  clientId?: ClientId;
  message?: Message;
}

function render(fact: Fact, message: (Message & { text_truncated?: true }) | undefined): string {
  return JSON.stringify({
    type: fact.type,
    timestamp: new Date(fact.at).toISOString(),
    data: {
      lawyer_id: fact.lawyerId,
      ...(fact.conversationId ? { conversation_id: fact.conversationId } : {}),
      ...(fact.clientId ? { client_id: fact.clientId } : {}),
      ...(message ? { message } : {}),
    },
  });
}

/** What is POSTed for a fact. A text that would make it too large is cut and marked; the API gives it whole. */
export function renderPayload(fact: Fact): string {
  const payload = render(fact, fact.message);
  if (!fact.message || Buffer.byteLength(payload) < MAX_PAYLOAD_BYTES) return payload;
  const text = fact.message.text.slice(0, CUT_TEXT_LENGTH).toWellFormed();
  return render(fact, { ...fact.message, text, text_truncated: true });
}

/** Appends the fact to the event log and queues it for every webhook that wants it, in the caller's transaction. */
export async function recordEvent(stores: Stores, fact: Fact): Promise<void> {
  const event = await stores.events.append({
    id: newId('evt', fact.at),
    type: fact.type,
    lawyer_id: fact.lawyerId,
    conversation_id: fact.conversationId ?? null,
    message_id: fact.message?.id ?? null,
    client_id: fact.clientId ?? null,
    at: fact.at,
  });
  const webhooks = await stores.webhooks.wanting(fact.lawyerId, fact.type);
  if (webhooks.length === 0) return;
  const payload = renderPayload(fact);
  for (const webhookId of webhooks) {
    await stores.webhookQueue.enqueue({
      webhookId,
      lawyerId: fact.lawyerId,
      eventId: event.id,
      conversationId: fact.conversationId ?? null,
      payload,
      at: fact.at,
    });
  }
}
