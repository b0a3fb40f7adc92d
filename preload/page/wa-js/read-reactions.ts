import type { PageReaction } from '../../../main/contract/page-reports.ts';
import { now } from '../own-globals.ts';
import { asJid, asSeconds } from './value.ts';
import type { MessageModel, ReactionSender, Wpp } from './wpp.ts';

/** As many as the contract takes. */
const MAX_REACTIONS = 2000;

/** All reactions to a message, as the page's own store has them; null when they cannot be read. */
export async function readReactions(driver: Wpp, model: MessageModel): Promise<PageReaction[] | null> {
  try {
    const { reactions } = await driver.chat.getReactions(String(model.id));
    const senders = (reactions ?? []).flatMap((reaction) => reaction.senders ?? []);
    return senders.slice(0, MAX_REACTIONS).flatMap((sender) => readReaction(driver, sender, model) ?? []);
  } catch {
    return null;
  }
}

/** One reaction: of a store of the page's, of its event, or of a function of it that takes one. */
export function readReaction(driver: Wpp, raw: ReactionSender, parent?: MessageModel): PageReaction | null {
  const target = parent?.id ?? parseKey(raw.parentMsgKey ?? raw.reactionParentKey ?? raw.msgId);
  const sender = asJid(raw.senderUserJid ?? raw.sender ?? raw.author ?? raw.from);
  if (!target || sender === null) return null;
  return {
    id: target.id,
    chat: asJid(target.remote) ?? '',
    fromMe: target.fromMe,
    byMe: isMe(driver, sender) || parseKey(raw.msgKey)?.fromMe === true,
    sender,
    emoji: typeof raw.reactionText === 'string' ? raw.reactionText.slice(0, 64) : '',
    timestamp: asSeconds(raw.timestamp ?? raw.t) ?? Math.floor(now() / 1000),
  };
}

/** A message key as an object or as text: `false_491511…@c.us_3EB0…`, with who wrote it at its end in groups. */
function parseKey(key: unknown): { id: string; fromMe: boolean; remote: unknown } | null {
  const found = /^(true|false)_([^_]+)_([^_]+)/.exec(String(key));
  return found ? { fromMe: found[1] === 'true', remote: found[2], id: found[3] ?? '' } : null;
}

export function isMe(driver: Wpp, jid: string): boolean {
  try {
    const { UserPrefs } = driver.whatsapp;
    return asJid(UserPrefs?.getMaybeMePnUser?.()) === jid || asJid(UserPrefs?.getMaybeMeLidUser?.()) === jid;
  } catch {
    return false;
  }
}
