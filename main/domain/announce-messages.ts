import type { AppSettings } from '../contract/app-settings.ts';
import type { Conversation } from '../contract/entities.ts';
import type { StoredEvent } from '../contract/events.ts';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { Clock } from './clock.ts';
import type { Database, Log } from './ports.ts';

/** Messages that come within so long of the first one are told together, in ms. */
const GATHERED_FOR = 2_000;

/** A message that was written longer ago is history, also when it has only come now. In ms. */
const NEWS_FOR = 24 * 60 * 60 * 1_000;

/** A notification has no room for more names. */
const NAMES = 3;

/** As many of the chats with something new are looked at; of who has more, the notification says only how many messages. */
const CHATS_LOOKED_AT = 50;

/** New messages that a person is to be told of, with no more than they let others see. */
export interface Announcement {
  count: number;
  lawyerId: LawyerId;
  /** Null: they are in several chats. */
  conversationId: ConversationId | null;
  /** Of the chats, the one with the newest message first; empty where names are not to be seen. Hostile. */
  names: string[];
  /** There are more chats than names. */
  hasMore: boolean;
  /** The last one, where it is the text of one chat that is to be seen. Hostile. */
  message: { kind: string; text: string } | null;
}

interface Options {
  database: Database;
  clock: Clock;
  log: Log;
  /** What a notification shows to whoever sees the screen. */
  level(): AppSettings['notifications'];
  /** Nothing is told now: the screen is locked, or it was asked for. */
  isHeld(): boolean;
  /** Whether the person looks at that chat. */
  isSeen(lawyerId: LawyerId, conversation: Pick<Conversation, 'id' | 'phone'>): boolean;
  announce(announcement: Announcement): void;
}

interface Gathered {
  lawyerId: LawyerId;
  count: number;
  last: MessageId;
}

/** Tells a person of new messages: of several at once together, and of none that was seen in the meantime. */
export function announceMessages({ database, clock, log, level, isHeld, isSeen, announce }: Options): {
  heard(events: readonly StoredEvent[]): void;
  stop(): void;
} {
  let gathered = new Map<ConversationId, Gathered>();
  let cancel: (() => void) | null = null;

  async function tell(): Promise<void> {
    cancel = null;
    const chats = [...gathered].reverse();
    gathered = new Map();
    const now = level();
    if (now === 'off' || isHeld()) return;
    const found = await database.read(async (stores) => {
      const unseen: { chat: Gathered; conversation: Conversation; message: Announcement['message'] }[] = [];
      for (const [id, chat] of chats.slice(0, CHATS_LOOKED_AT)) {
        const conversation = await stores.conversations.find(chat.lawyerId, id);
        const message = await stores.messages.find(chat.lawyerId, chat.last);
        if (!conversation || !message || message.revoked_at !== null) continue;
        if (Date.parse(message.sent_at) < clock.now() - NEWS_FOR) continue;
        const count = Math.min(chat.count, conversation.unread_count);
        if (count === 0 || isSeen(chat.lawyerId, conversation)) continue;
        // What can be seen once on the phone is not to lie about on a screen.
        const text = message.view_once ? '' : message.text;
        unseen.push({ chat: { ...chat, count }, conversation, message: { kind: message.kind, text } });
      }
      return unseen;
    });
    const [first] = found;
    if (first) announce(announcementOf(found, first, now));
  }

  return {
    heard(events) {
      for (const { type, lawyer_id: lawyerId, conversation_id: id, message_id: last } of events) {
        if (type !== 'message.received' || id === null || last === null) continue;
        const count = (gathered.get(id)?.count ?? 0) + 1;
        // Put in anew, so that the one with the newest message stands last.
        gathered.delete(id);
        gathered.set(id, { lawyerId, count, last });
        cancel ??= clock.after(GATHERED_FOR, () => {
          tell().catch(() => log.warn({}, 'new messages could not be told of'));
        });
      }
    },
    stop() {
      cancel?.();
    },
  };
}

type Unseen = { chat: Gathered; conversation: Conversation; message: Announcement['message'] };

function announcementOf(
  found: readonly Unseen[],
  first: Unseen,
  level: Exclude<AppSettings['notifications'], 'off'>,
): Announcement {
  const isOne = found.length === 1;
  const names = level === 'count' ? [] : found.slice(0, NAMES).map(({ conversation }) => conversation.title);
  return {
    count: found.reduce((sum, { chat }) => sum + chat.count, 0),
    lawyerId: first.chat.lawyerId,
    conversationId: isOne ? first.conversation.id : null,
    names,
    hasMore: names.length > 0 && found.length > names.length,
    message: isOne && level === 'full' ? first.message : null,
  };
}
