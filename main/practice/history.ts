import type { PracticeChat, PracticeMessage } from './practice-chat.ts';

/** Where in a chat's history to look, as WhatsApp's `msgFindByDirection` does. */
export interface HistoryQuery {
  anchor: { id: string; fromMe: boolean } | null;
  direction: 'before' | 'after' | 'around';
  count: number;
  /** Missed calls lie in a table of their own on the real page, and no other query finds them. */
  calls: boolean;
}

/**
 * Messages next to the anchor (which is left out, but for `around`), oldest first. WhatsApp Web keeps one message for
 * an id, so a second one under the same id is not told. An unknown anchor finds nothing: `null`.
 */
export function history(chat: PracticeChat, query: HistoryQuery): PracticeMessage[] | null {
  const { timeline } = chat;
  const wanted = ({ entry }: PracticeMessage) => (entry.type === 'missed_call') === query.calls;
  if (query.anchor === null) return take(timeline, timeline.length - 1, -1, query.count, wanted).reverse();
  const anchor = chat.find(query.anchor.id, query.anchor.fromMe);
  // WhatsApp Web knows a revoked message by the id of the revoke alone.
  if (!anchor || (anchor.revoke && anchor.entry.id === query.anchor.id)) return null;
  const at = chat.position(anchor);
  if (query.direction === 'after') return take(timeline, at + 1, 1, query.count, wanted);
  if (query.direction === 'before') {
    // A call that is asked for from the newest message on may be that message itself.
    return take(timeline, query.calls ? at : at - 1, -1, query.count, wanted).reverse();
  }
  const half = Math.ceil(query.count / 2);
  const older = take(timeline, at - 1, -1, half, () => true).reverse();
  return [...older, anchor, ...take(timeline, at + 1, 1, half, () => true)];
}

function take(
  timeline: readonly PracticeMessage[],
  start: number,
  step: 1 | -1,
  count: number,
  wanted: (message: PracticeMessage) => boolean,
): PracticeMessage[] {
  const found: PracticeMessage[] = [];
  for (let at = start; at >= 0 && at < timeline.length && found.length < count; at += step) {
    const message = timeline[at];
    if (message && wanted(message)) found.push(message);
  }
  return found;
}
