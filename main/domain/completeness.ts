import type { Completeness } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { ChatHistory } from './stores/history-store.ts';
import type { Stores } from './stores.ts';

type Gaps = Completeness['gaps'];

/**
 * From when to when a conversation is known to be complete, and where it is not. Throws AppError
 * `conversation_not_found`.
 */
export async function completenessOf(
  stores: Stores,
  lawyerId: LawyerId,
  conversationId: ConversationId,
): Promise<Completeness> {
  const conversation = await stores.conversations.find(lawyerId, conversationId);
  if (!conversation) throw new AppError('conversation_not_found');
  const histories = await stores.histories.ofConversation(lawyerId, conversationId);
  const { from, until, reachesStart, parts } = presentRange(histories);
  const gaps: Gaps = [];
  if (!reachesStart) gaps.push({ from: null, until: toTime(from), reason: 'not_read_yet' });
  for (const { gap, completeUntil } of parts) {
    if (gap) gaps.push({ from: toTime(gap.at), until: toTime(completeUntil), reason: gap.reason });
  }
  const checkedAt = Math.max(0, ...histories.map((one) => one.checkedAt));
  return {
    complete_from: toTime(from),
    complete_until: toTime(until),
    reaches_start: reachesStart,
    gaps,
    messages: conversation.message_count,
    checked_at: checkedAt === 0 ? null : new Date(checkedAt).toISOString(),
  };
}

interface Range {
  from: number | null;
  until: number | null;
  reachesStart: boolean;
  /** The chats of which it is made up. */
  parts: ChatHistory[];
}

/**
 * The range that reaches furthest to the present. A person's chat can have had several jids, each with a history of its
 * own: ranges that touch are one, and of others only the newest is promised.
 */
function presentRange(histories: readonly ChatHistory[]): Range {
  const range: Range = { from: null, until: null, reachesStart: false, parts: [] };
  const newestFirst = histories
    .filter(({ completeFrom, completeUntil }) => completeFrom !== null && completeUntil !== null)
    .sort((a, b) => (b.completeUntil ?? 0) - (a.completeUntil ?? 0));
  for (const history of newestFirst) {
    const { completeFrom, completeUntil } = history;
    if (range.from !== null && (completeUntil ?? 0) < range.from) break;
    range.parts.push(history);
    range.until ??= completeUntil;
    if (range.from !== null && (completeFrom ?? 0) >= range.from) continue;
    range.from = completeFrom;
    range.reachesStart = history.reachesStart;
  }
  return range;
}

function toTime(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
