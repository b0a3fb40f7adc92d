import type { MessageStatus } from '../contract/values.ts';
import type { KnownMessage } from './stores/message-store.ts';

const TAKEN: ReadonlySet<MessageStatus> = new Set(['received', 'sent', 'delivered', 'read', 'played']);

/** Whether WhatsApp has the message, so that it can be answered or acted on there. What was taken back is there no more. */
export function isInWhatsApp(message: Pick<KnownMessage, 'status' | 'revokedAt'>): boolean {
  return TAKEN.has(message.status) && message.revokedAt === null;
}
