import type { PracticeFaults } from '../contract/practice.ts';
import type { ChatKind, Naming } from './jid.ts';
import { jidOfPerson } from './jid.ts';
import type { LidKnowledge } from './lid-knowledge.ts';
import type { PracticeChat } from './practice-chat.ts';
import type { PracticeAccount, PracticeState } from './practice-state.ts';
import { createWire, type WireMessage } from './wire-message.ts';

/** A chat as it stands: what the page's list shows, and what the page holds in memory of it from the start. */
export interface ChatSummary {
  chat: string;
  kind: ChatKind;
  /** The number behind a person's chat, where the page may know it. */
  phone: string | null;
  name: string | null;
  unread: number;
  /** The newest messages, oldest first: those of the last quarter of an hour, and always one. */
  recent: WireMessage[];
}

/** Everything a linked page starts from; the stream goes on after `cursor`. */
interface Snapshot {
  cursor: number;
  linked: { account: string; lid: string | null; name: string | null } | null;
  naming: Naming;
  chats: ChatSummary[];
}

/** Edits are possible for a quarter of an hour, and the real page fires no event for the edit of what it does not hold. */
const recentSeconds = 15 * 60;
const recentMessages = 50;

export function namingOf(faults: PracticeFaults): Naming {
  return faults.lids === 'off' ? 'phone' : 'lid';
}

export function snapshotFor(
  state: PracticeState,
  device: string,
  faults: PracticeFaults,
  lids: LidKnowledge,
  now: number,
): Snapshot {
  const account = state.accountOfDevice(device);
  const naming = namingOf(faults);
  return {
    cursor: state.cursor(),
    linked: account ? linkedAs(account, naming) : null,
    naming,
    chats: [...(account?.chats.values() ?? [])].map((chat) =>
      summaryOf(state, account?.phone ?? '', chat, naming, lids, now),
    ),
  };
}

/** The account has a lid of its own; before the move to lids the page does not know it. */
function linkedAs(account: PracticeAccount, naming: Naming) {
  return {
    account: account.phone,
    lid: naming === 'lid' ? jidOfPerson(account.phone, 'lid') : null,
    name: account.name,
  };
}

export function summaryOf(
  state: PracticeState,
  account: string,
  chat: PracticeChat,
  naming: Naming,
  lids: LidKnowledge,
  now: number,
): ChatSummary {
  const wire = createWire(state, naming);
  const since = now / 1000 - recentSeconds;
  const isPerson = chat.kind === 'person';
  return {
    chat: wire.chatJid(chat),
    kind: chat.kind,
    phone: isPerson && (naming === 'phone' || lids.knows(account, chat.key)) ? chat.key : null,
    name: chat.name,
    unread: chat.unread,
    recent: chat.timeline
      .slice(-recentMessages)
      .filter((message, index, all) => index === all.length - 1 || message.entry.timestamp >= since)
      .map(wire.message),
  };
}
