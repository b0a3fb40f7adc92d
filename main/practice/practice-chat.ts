import type { ChatKind } from './jid.ts';
import { chatKindOf } from './jid.ts';
import type { EntryOf, MessageEntry } from './ledger-entry.ts';

/** A message with what happened to it since. `ack` (1 server, 2 delivered, 3 read, 4 played) is 0 for what came in. */
export interface PracticeMessage {
  entry: MessageEntry;
  ack: 0 | 1 | 2 | 3 | 4;
  displayed: boolean;
  /** The last edit, if there was one. */
  edit?: EntryOf<'edit'>;
  revoke?: EntryOf<'revoke'>;
  /** The reaction of each person, by phone number. */
  reactions?: Map<string, EntryOf<'reaction'>>;
}

/** One account's chat, as the account's phone and devices know it. */
export interface PracticeChat {
  /** The client's number, or the jid of what is no chat with one person. */
  key: string;
  kind: ChatKind;
  name: string | null;
  /** Every message by WhatsApp's time; one for each id of each side, as WhatsApp Web keeps it. */
  timeline: PracticeMessage[];
  /** What is visible on the client's phone, in the order in which it appeared; a message sent twice is here twice. */
  displays: PracticeMessage[];
  unread: number;
  /** Number of the last entry up to which the lawyer has read. */
  seenUpTo: number;
  /** What the client's phone says below the lawyer's name. Null: it was never told. */
  lawyerPresence: EntryOf<'presence'>['state'] | null;
  /** The message with that id; without a side, whichever came first. */
  find(id: string, fromMe?: boolean): PracticeMessage | undefined;
  /** A revoke gives a message its own id, under which it is found from then on, too. */
  rename(message: PracticeMessage, id: string): void;
  /** Where a message of the timeline stands in it. */
  position(message: PracticeMessage): number;
  /** Takes in a message. False when the timeline has one with the same id of the same side. */
  add(message: PracticeMessage): boolean;
}

export function createPracticeChat(key: string): PracticeChat {
  const timeline: PracticeMessage[] = [];
  const byId = new Map<string, PracticeMessage>();

  /** The first place behind everything that is not newer. History can come after what is newer than it. */
  function placeFor(entry: MessageEntry): number {
    let low = 0;
    let high = timeline.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = timeline[middle]?.entry;
      if (other && isAfter(other, entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    key,
    kind: chatKindOf(key) ?? 'person',
    name: null,
    timeline,
    displays: [],
    unread: 0,
    seenUpTo: 0,
    lawyerPresence: null,
    find(id, fromMe) {
      if (fromMe !== undefined) return byId.get(`${fromMe}_${id}`);
      return byId.get(`false_${id}`) ?? byId.get(`true_${id}`);
    },
    rename: (message, id) => void byId.set(`${message.entry.direction === 'out'}_${id}`, message),
    position: (message) => placeFor(message.entry) - 1,
    add(message) {
      const id = `${message.entry.direction === 'out'}_${message.entry.id}`;
      if (byId.has(id)) return false;
      byId.set(id, message);
      const last = timeline.at(-1);
      if (!last || isAfter(message.entry, last.entry)) timeline.push(message);
      else timeline.splice(placeFor(message.entry), 0, message);
      return true;
    },
  };
}

function isAfter(one: MessageEntry, other: MessageEntry): boolean {
  return one.timestamp === other.timestamp ? one.seq > other.seq : one.timestamp > other.timestamp;
}
