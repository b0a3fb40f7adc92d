import type { Message } from '../../../main/contract/entities.ts';
import { calendarDaysBetween } from '../../ui/format-time.ts';
import { isNotice } from '../messages/message-content.ts';

/** A message as it stands in the chat: whether a day begins with it, and its place in a run by one person. */
export interface ThreadRow {
  message: Message;
  startsDay: boolean;
  startsRun: boolean;
  endsRun: boolean;
}

/** Messages of one person within this time stand close together, in milliseconds. */
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
  if (!earlier || isNotice(earlier) || isNotice(later)) return false;
  if (earlier.direction !== later.direction || author(earlier) !== author(later)) return false;
  return Math.abs(Date.parse(later.sent_at) - Date.parse(earlier.sent_at)) <= RUN_PAUSE;
}

/** In a group, who wrote it; in other chats it is always the same one. */
function author({ direction, sender_phone: phone, sender_name: name }: Message): string | null {
  return direction === 'outbound' ? null : (phone ?? name);
}
