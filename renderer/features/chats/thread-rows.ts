import type { Message } from '../../../main/contract/entities.ts';
import { calendarDaysBetween } from '../../ui/format-time.ts';

/** A message as it stands in the chat: whether a day begins with it, and its place in a run by one side. */
export interface ThreadRow {
  message: Message;
  startsDay: boolean;
  startsRun: boolean;
  endsRun: boolean;
}

/** Messages of one side within this time stand close together, in milliseconds. */
const RUN_PAUSE = 5 * 60_000;

export function threadRows(messages: readonly Message[]): ThreadRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const startsDay = !before || !onOneDay(before, message);
    return {
      message,
      startsDay,
      startsRun: startsDay || !inOneRun(before, message),
      endsRun: !after || !onOneDay(message, after) || !inOneRun(message, after),
    };
  });
}

function onOneDay(earlier: Message, later: Message): boolean {
  return calendarDaysBetween(new Date(earlier.sent_at), new Date(later.sent_at)) === 0;
}

function inOneRun(earlier: Message | undefined, later: Message): boolean {
  if (!earlier || earlier.direction !== later.direction) return false;
  return Math.abs(Date.parse(later.sent_at) - Date.parse(earlier.sent_at)) <= RUN_PAUSE;
}
