import type { PageChat } from '../contract/page-reports.ts';
import { parseChat } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { listedChats } from './listed-chats.ts';
import type { ReadingTools } from './read-batch.ts';
import type { ChatHistory } from './stores/history-store.ts';

const HOUR: Millis = 60 * 60_000;
const DAY: Millis = 24 * HOUR;

/**
 * A message that is not decrypted yet may be so at any moment, in its first hour; after that, and where one is malformed
 * or could not be stored, it is looked at again once a day, or by the next start of the app.
 */
const GAP_AGAIN: Millis = DAY;
/** WhatsApp may load older messages long after a log-in: whether a chat's start is its start is asked again. */
const START_AGAIN: Millis = DAY;

/**
 * Edits, reactions and what is taken back move no chat. So after each time that nobody listened, the newest messages of
 * chats with something this new are read again, of so many at most. WhatsApp lets a message be taken back for 60 hours.
 */
const LOOK_BACK: Millis = 60 * HOUR;
const MAX_LOOKED_BACK = 100;

/** A chat with what is left to be read of it. */
export interface Task {
  chat: PageChat;
  history: ChatHistory | null;
  newer: boolean;
  older: boolean;
}

export interface HistoryTasks {
  /**
   * What is to be read in this stretch of listening; of the newest chats also those in which was not looked back in it yet.
   * `refused` chats are in the page's list, but not to be read from it.
   */
  find(signal: AbortSignal): Promise<{ tasks: Task[]; refused: number }>;
  /** Those that somebody wants first, also where they are wanted while others are being read. */
  inOrder(tasks: readonly Task[]): Iterable<Task>;
  /** Whether what is missing in the middle of a chat may be there by now. */
  isGapDue(history: ChatHistory): boolean;
  want(chats: readonly string[]): void;
  /** What the chat looked like when it was read last. */
  seen(chat: string): PageChat | null;
  /** What is new in the chat was read. */
  wasRead(chat: PageChat): void;
  /** The chat is none that is read. */
  wasLeft(chat: string): void;
  couldNotBeRead(chat: string): void;
  /** What is older in the chat could be read. */
  couldBeRead(chat: string): void;
  /** In this stretch of listening the newest of the chat needs no second look. */
  lookedBack(signal: AbortSignal, chat: string): void;
}

/** What is left to be read of one lawyer's chats, and which of them come first. */
export function createHistoryTasks({ database, clock, page, parse, lawyerId, store }: ReadingTools): HistoryTasks {
  /** What each chat looked like when it was read last. */
  const seen = new Map<string, PageChat>();
  /** When each chat's gap was looked at. */
  const gapsTried = new Map<string, Millis>();
  /** Chats that failed when they were read last: they come last. */
  const failed = new Set<string>();
  /** Chats that somebody wants to be read now. */
  const wanted = new Set<string>();
  /** The chats in which was looked back since each stretch of listening began. */
  const lookedBackIn = new WeakMap<AbortSignal, Set<string>>();

  function doneIn(signal: AbortSignal): Set<string> {
    const done = lookedBackIn.get(signal) ?? new Set<string>();
    lookedBackIn.set(signal, done);
    return done;
  }

  async function find(signal: AbortSignal): Promise<{ tasks: Task[]; refused: number }> {
    const { groups } = await database.read((stores) => stores.lawyerSettings.get(lawyerId));
    const chats = new Map<string, PageChat>();
    const listed = await listedChats(page, parse);
    for (const chat of listed.chats) {
      const kind = parseChat(chat.chat);
      if (kind && (kind.type === 'person' || groups === 'read_only')) chats.set(chat.chat, chat);
    }
    await learnPairs([...chats.values()]);
    const tasks: Task[] = [];
    for (const chat of chats.values()) {
      const history = await database.read((stores) => stores.histories.get(lawyerId, chat.chat));
      const older =
        !history?.reachesStart || (history.anchor !== null && clock.now() - history.checkedAt >= START_AGAIN);
      tasks.push({ chat, history, newer: wanted.has(chat.chat) || hasNewer(chat, history), older });
    }
    for (const chat of wanted) if (!chats.has(chat)) wanted.delete(chat);
    tasks.sort(
      (a, b) =>
        Number(failed.has(a.chat.chat)) - Number(failed.has(b.chat.chat)) ||
        b.chat.lastTimestamp - a.chat.lastTimestamp,
    );
    const done = doneIn(signal);
    const since = (clock.now() - LOOK_BACK) / 1000;
    const recent = tasks.filter(({ chat }) => chat.lastTimestamp >= since);
    for (const task of recent.slice(0, MAX_LOOKED_BACK)) task.newer ||= !done.has(task.chat.chat);
    return { tasks, refused: listed.refused };
  }

  /** The list of chats says which number is behind a lid, also of chats that have nothing new. */
  async function learnPairs(chats: PageChat[]): Promise<void> {
    const facts = chats.flatMap(({ chat, phone }) =>
      phone !== null && chat.endsWith('@lid')
        ? [{ kind: 'alias', alias: { lid: chat, phone, username: null } } as const]
        : [],
    );
    await store(facts, 'history');
  }

  function hasNewer(chat: PageChat, history: ChatHistory | null): boolean {
    if (!history || history.completeUntil === null || isGapDue(history)) return true;
    if (chat.lastTimestamp > history.completeUntil) return true;
    // A chat can move within one second.
    return chat.lastTimestamp === history.completeUntil && chat.lastId !== (seen.get(chat.chat)?.lastId ?? chat.lastId);
  }

  function isGapDue({ chat, gap }: ChatHistory): boolean {
    if (!gap) return false;
    if (gap.reason === 'not_decrypted' && clock.now() - gap.at * 1000 < HOUR) return true;
    const tried = gapsTried.get(chat);
    return tried === undefined || clock.now() - tried >= GAP_AGAIN;
  }

  function* inOrder(tasks: readonly Task[]): Generator<Task> {
    const rest = [...tasks];
    while (rest.length > 0) {
      const at = wanted.size === 0 ? 0 : rest.findIndex(({ chat }) => wanted.has(chat.chat));
      yield* rest.splice(Math.max(at, 0), 1);
    }
  }

  return {
    find,
    inOrder,
    isGapDue,
    want(chats) {
      for (const chat of chats) wanted.add(chat);
    },
    seen: (chat) => seen.get(chat) ?? null,
    wasRead(chat) {
      failed.delete(chat.chat);
      wanted.delete(chat.chat);
      gapsTried.set(chat.chat, clock.now());
      seen.set(chat.chat, chat);
    },
    wasLeft: (chat) => void wanted.delete(chat),
    couldNotBeRead: (chat) => void failed.add(chat),
    couldBeRead: (chat) => void failed.delete(chat),
    lookedBack: (signal, chat) => void doneIn(signal).add(chat),
  };
}
