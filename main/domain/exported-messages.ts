import type { Message, StatusTime } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { Stores } from './stores.ts';

/** Messages that are read at once. */
const PAGE = 200;

/** A message as an export has it: with when it came to which status, if it is one of the lawyer's. */
export interface ExportedMessage extends Message {
  times: StatusTime[];
}

export interface ExportedPart {
  rows: ExportedMessage[];
  /** Null: that was the end of the chat. */
  next: string | null;
}

/** The part of a chat that begins there, the oldest first; null: with the chat's beginning. */
export async function exportedPart(
  { messages }: Stores,
  lawyerId: LawyerId,
  conversationId: ConversationId,
  cursor: string | null,
): Promise<ExportedPart> {
  const part = { direction: 'newer', limit: PAGE, cursor: cursor ?? undefined } as const;
  const found = await messages.listPart(lawyerId, conversationId, part);
  if (!found) return { rows: [], next: null };
  const own = found.rows.filter(({ direction }) => direction === 'outbound').map(({ id }) => id);
  const times = await messages.times(lawyerId, own);
  return {
    rows: found.rows.map((message) => ({ ...message, times: times.get(message.id) ?? [] })),
    next: found.newerCursor,
  };
}
