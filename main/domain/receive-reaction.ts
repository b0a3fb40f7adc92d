import type { PageReaction } from '../contract/page-reports.ts';
import { type ChatKind, parseChat, parseJid } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { tellReaction } from './held-reactions.ts';
import type { Receiving } from './receiving.ts';
import { areSaidToBeTwo, recognise } from './recognise-message.ts';
import type { MessageRef, NewReaction } from './stores/message-store.ts';

/** Who reacts in a chat with one person: their jid can turn from a number to a lid, and they are one person still. */
const CLIENT = 'client';

/** WhatsApp's clock and ours may differ: a reaction this much older than the reading may be news to it. */
const SETTLING_TIME: Millis = 60_000;

/**
 * Merges a reaction that the page tells of. One to a message that is not stored yet is kept until it is: the message may
 * be on its way, or be read from history later.
 */
export async function receiveReaction(receiving: Receiving, page: PageReaction): Promise<void> {
  const chat = parseChat(page.chat);
  if (!chat || (chat.type === 'group' && !(await receiving.takesGroups()))) return;
  const { stores, lawyerId } = receiving;
  const seen = {
    id: page.id,
    fromMe: page.fromMe,
    jid: page.chat,
    chat,
    sentAt: null,
    isTimeRough: false,
    author: null,
    broadcast: null,
  };
  const known = await recognise(receiving, seen);
  const reaction = toReaction(chat, page);
  if (known) return mergeReaction(receiving, known, chat, reaction);
  const direction = page.fromMe ? 'outbound' : 'inbound';
  await stores.messages.holdReaction(lawyerId, { direction, whatsappId: page.id, chat: page.chat, reaction });
}

/** As it is stored: in a chat with one person that person has no name of their own, in a group the jid is theirs. */
export function toReaction(chat: ChatKind, { byMe, sender, emoji, timestamp }: PageReaction): NewReaction {
  const who = byMe ? 'me' : chat.type === 'group' ? sender : CLIENT;
  return { sender: who, senderName: null, emoji, at: timestamp * 1000 };
}

/** Stores a reaction where it changes something, and tells of the change. */
export async function mergeReaction(
  receiving: Receiving,
  message: MessageRef,
  chat: ChatKind,
  reaction: NewReaction,
): Promise<void> {
  const { stores, lawyerId, at } = receiving;
  if (!(await stores.messages.react(lawyerId, message.id, reaction)) || !receiving.isNews(reaction.at)) return;
  const clientId = chat.type === 'group' ? null : await receiving.clientAt(chat.address);
  await tellReaction(stores, lawyerId, { message, clientId, reaction }, at);
}

/**
 * What the page was asked for shows a message with all of its reactions: one that is there no more was taken back while
 * nobody listened. When, it does not say; so it is put right after the reaction itself, and any later one counts. In a
 * group only the lawyer's own is known to be one person's.
 */
export async function takeBackAbsent(
  receiving: Receiving,
  message: MessageRef,
  chat: ChatKind,
  shown: readonly PageReaction[],
): Promise<void> {
  if (receiving.source === 'live') return;
  const present = new Set(shown.map(({ byMe }) => (byMe ? 'lawyer' : 'client')));
  const stored = await receiving.stores.messages.find(receiving.lawyerId, message.id);
  for (const { from, reacted_at } of stored?.reactions ?? []) {
    const reactedAt = Date.parse(reacted_at);
    // It may have come while the page was read.
    const isFresh = reactedAt > receiving.readAt - SETTLING_TIME;
    if (present.has(from) || isFresh || (chat.type === 'group' && from === 'client')) continue;
    const sender = from === 'lawyer' ? 'me' : CLIENT;
    await mergeReaction(receiving, message, chat, { sender, senderName: null, emoji: '', at: reactedAt + 1 });
  }
}

/** Merges what was told of a message before it was stored. A copy is one of those for a broadcast list. */
export async function mergeHeldReactions(
  receiving: Receiving,
  message: MessageRef & { direction: 'inbound' | 'outbound'; whatsappId: string; jid: string; isCopy: boolean },
  chat: ChatKind,
): Promise<void> {
  const { stores, lawyerId } = receiving;
  for (const held of await stores.messages.heldReactions(lawyerId, message.direction, message.whatsappId)) {
    if (!(await isOfChat(receiving, chat, message, held.chat))) continue;
    await mergeReaction(receiving, message, chat, held.reaction);
    await stores.messages.dropHeldReaction(lawyerId, held);
  }
}

/** As in `recognise`: the same chat, or the same person's under their other kind of address. */
async function isOfChat(
  receiving: Receiving,
  chat: ChatKind,
  { jid, isCopy }: { jid: string; isCopy: boolean },
  heldIn: string,
): Promise<boolean> {
  if (jid === heldIn) return true;
  const other = parseJid(heldIn);
  if (chat.type === 'group' || !other) return false;
  const client = await receiving.clientAt(other);
  if (client !== null) return client === (await receiving.clientAt(chat.address));
  if (other.kind === chat.address.kind) return other.value === chat.address.value;
  return !isCopy && !(await areSaidToBeTwo(receiving, other, chat.address));
}
