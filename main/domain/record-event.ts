import type { AuditHead } from '../contract/audit.ts';
import type { Alert, HistoryProgress, Message, QueuedAction } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { ClientId, ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import { shortenMessage } from './shorten-message.ts';
import type { Stores } from './stores.ts';

/** The promise to receivers: a payload is under 20 kB. */
const MAX_PAYLOAD_BYTES = 20_000;

/** What one type of fact tells beside its message and ids. Each of them is small. */
export interface More {
  /** An empty emoji: it was taken back. */
  reaction?: { emoji: string; from: 'client' | 'lawyer'; sender_name: string | null };
  merged_client_id?: ClientId;
  unmerged_client_id?: ClientId;
  history?: HistoryProgress;
  alert?: Alert;
  action?: QueuedAction;
  audit?: { head: AuditHead };
}

export interface Fact {
  type: EventType;
  lawyerId: LawyerId;
  at: Millis;
  conversationId?: ConversationId;
  clientId?: ClientId;
  /** The message as it is, or its id: then it is read when a webhook wants it. */
  message?: Message | MessageId;
  more?: More;
}

/** A fact whose message is there as it is told. */
interface WholeFact extends Omit<Fact, 'message'> {
  message?: Message;
}

function render(fact: WholeFact): string {
  return JSON.stringify({
    type: fact.type,
    timestamp: new Date(fact.at).toISOString(),
    data: {
      lawyer_id: fact.lawyerId,
      ...(fact.conversationId ? { conversation_id: fact.conversationId } : {}),
      ...(fact.clientId ? { client_id: fact.clientId } : {}),
      ...fact.more,
      ...(fact.message ? { message: fact.message } : {}),
    },
  });
}

/** What is POSTed for a fact. What would make it too large is cut and marked; the API gives it whole. */
export function renderPayload(fact: WholeFact): string {
  const payload = render(fact);
  if (!fact.message || Buffer.byteLength(payload) < MAX_PAYLOAD_BYTES) return payload;
  const { message, ...rest } = fact;
  return render({
    ...fact,
    message: shortenMessage(message, MAX_PAYLOAD_BYTES - Buffer.byteLength(render(rest)) - 100),
  });
}

/** Appends the fact to the event log and queues it for every webhook that wants it, in the caller's transaction. */
export async function recordEvent(stores: Stores, fact: Fact): Promise<void> {
  const { message, ...rest } = fact;
  const event = await stores.events.append({
    id: newId('evt', fact.at),
    type: fact.type,
    lawyer_id: fact.lawyerId,
    conversation_id: fact.conversationId ?? null,
    message_id: typeof message === 'object' ? message.id : (message ?? null),
    client_id: fact.clientId ?? null,
    at: fact.at,
  });
  const webhooks = await stores.webhooks.wanting(fact.lawyerId, fact.type);
  if (webhooks.length === 0) return;
  const whole = typeof message === 'string' ? await stores.messages.find(fact.lawyerId, message) : message;
  const payload = renderPayload({ ...rest, ...(whole ? { message: whole } : {}) });
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
