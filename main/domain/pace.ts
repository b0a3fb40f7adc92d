import type { ConversationId } from '../contract/ids.ts';
import type { PaceSettings } from '../contract/lawyer-settings.ts';
import type { Mode } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import type { WaitReason } from './stores/outbox-store.ts';

/** From 0 up to 1, as Math.random. */
export type Random = () => number;

/** What the pace of one message depends on. */
export interface Sending {
  now: Millis;
  conversationId: ConversationId;
  /** The client has written, and waits for an answer. */
  clientWaits: boolean;
  /** Nothing was exchanged in the conversation before. */
  isFirstContact: boolean;
  /** Conversations begun by us since the day began. */
  firstContactsToday: number;
}

/** What was sent last, and from when another chat may be written in. */
export interface LastSend {
  conversationId: ConversationId;
  otherChatsFrom: Millis;
}

/** Not before `until`, and why. */
export interface Hold {
  until: Millis;
  why: WaitReason;
}

/** Whether messages go out at a person's pace: only the practice account may do without. */
export function isPaced(pace: PaceSettings, mode: Mode): boolean {
  return pace.enabled || mode === 'live';
}

/**
 * What keeps a message from being sent now; null for nothing. Quiet hours and the cap of first contacts never hold an
 * answer to a client who waits; the pause between two chats is kept always.
 */
export function holdOf(pace: PaceSettings, sending: Sending, last: LastSend | null): Hold | null {
  if (!sending.clientWaits) {
    const quiet = quietUntil(sending.now, pace.quiet_hours);
    if (quiet !== null) return { until: quiet, why: 'quiet_hours' };
    if (sending.isFirstContact && sending.firstContactsToday >= pace.first_contacts_per_day) {
      return { until: startOfNextDay(sending.now), why: 'daily_cap' };
    }
  }
  if (last && last.conversationId !== sending.conversationId && last.otherChatsFrom > sending.now) {
    return { until: last.otherChatsFrom, why: 'pace' };
  }
  return null;
}

/** How long "typing…" is shown before a text of so many characters. */
export function typingTime(pace: PaceSettings, characters: number, random: Random): Millis {
  const typed = Math.min((characters / pace.characters_per_minute) * 60, pace.max_typing_seconds);
  return Math.round(jittered(typed * 1000, pace.jitter, random));
}

/** After something was sent, before another chat is written in. */
export function pauseBetweenChats(pace: PaceSettings, random: Random): Millis {
  return Math.round(jittered(pace.gap_between_chats_seconds * 1000, pace.jitter, random));
}

/** Longer or shorter by up to the given share. */
function jittered(time: Millis, share: number, random: Random): Millis {
  return time * (1 + share * (2 * random() - 1));
}

/** When the quiet hours end that it is now, by this machine's local time; null outside of them. */
export function quietUntil(now: Millis, hours: PaceSettings['quiet_hours']): Millis | null {
  if (!hours) return null;
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  const local = new Date(now);
  const minute = local.getHours() * 60 + local.getMinutes();
  const isOverMidnight = from > to;
  const isQuiet = isOverMidnight ? minute >= from || minute < to : minute >= from && minute < to;
  if (!isQuiet) return null;
  const day = local.getDate() + (isOverMidnight && minute >= from ? 1 : 0);
  const end = new Date(local.getFullYear(), local.getMonth(), day, 0, to).getTime();
  // Where the clocks were just set back, that time of the day has been once, and comes again.
  return end > now ? end : now + (to - minute) * 60_000;
}

/** Of the local calendar day, which has 23 or 25 hours when the clocks are changed. */
export function startOfDay(now: Millis): Millis {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** Of the local calendar, by which the cap of first contacts counts. */
export function startOfNextDay(now: Millis): Millis {
  const local = new Date(now);
  return new Date(local.getFullYear(), local.getMonth(), local.getDate() + 1).getTime();
}

/** Of the day, from a time such as 08:30. */
function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
