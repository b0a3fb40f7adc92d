import { MsgKey, Wid } from './ids.js';
import { BaseModel, Collection, defineModel } from './models.js';
import { pageEvents } from './page-events.js';
import { isMe } from './session.js';
import { msgStore } from './stores.js';

class ReactionsSendersModel extends BaseModel {}
defineModel(ReactionsSendersModel, 'reactions-senders', [
  ...['id', 'msgKey', 'parentMsgKey', 'reactionText', 'timestamp', 'senderUserJid', 'read', 'orphan', 'ack'],
]);

export class ReactionsModel extends BaseModel {
  constructor(attributes = {}) {
    super(attributes);
    /** By the sender's jid; one reaction each. */
    this.senders = new Map();
  }

  get reactionByMe() {
    return [...this.senders.values()].find(({ senderUserJid }) => isMe(senderUserJid));
  }

  /** The reactions put together by emoji, as the page shows them. */
  get reactions() {
    const byEmoji = new Map();
    for (const sender of this.senders.values()) {
      const known = byEmoji.get(sender.reactionText) ?? [];
      byEmoji.set(sender.reactionText, [...known, sender]);
    }
    return [...byEmoji].map(([aggregateEmoji, senders]) => ({
      aggregateEmoji,
      hasReactionByMe: senders.some(({ senderUserJid }) => isMe(senderUserJid)),
      senders,
    }));
  }
}
defineModel(ReactionsModel, 'reactions', ['id']);

export class ReactionsCollectionImpl extends Collection {
  constructor() {
    super(ReactionsModel);
  }

  ensure(parentMsgKey) {
    return this.get(parentMsgKey) ?? this.add(new ReactionsModel({ id: parentMsgKey }))[0];
  }

  async find(parentMsgKey) {
    return this.ensure(String(parentMsgKey));
  }
}

export const reactionsStore = new ReactionsCollectionImpl();

/**
 * WhatsApp's way in for every reaction, ours and theirs: a row of its table, and whether to notify. An empty text takes
 * a reaction back.
 */
export function addOrUpdateReactionsModelCollection(row) {
  const model = reactionsStore.ensure(row.parentMsgKey);
  if (row.reactionText === '') model.senders.delete(row.senderUserJid);
  else model.senders.set(row.senderUserJid, new ReactionsSendersModel({ ...row, id: row.msgKey }));
  msgStore.get(row.parentMsgKey)?.set('hasReaction', model.senders.size > 0);
  pageEvents.trigger('messages', null);
}

/** A reaction of the server as a row of WhatsApp's table. `timestamp` is in milliseconds, `t` in seconds. */
export function reactionRow(wire) {
  const remote = new Wid(wire.chat);
  const participant = wire.author === undefined ? undefined : new Wid(wire.author);
  const parent = new MsgKey({ fromMe: wire.fromMe, remote, id: wire.id, participant });
  const own = remote.isUser() ? undefined : new Wid(wire.sender);
  const key = new MsgKey({ fromMe: wire.bySelf, remote, id: wire.reactionId, participant: own });
  return {
    msgKey: key.toString(),
    parentMsgKey: parent.toString(),
    senderUserJid: wire.sender,
    reactionText: wire.emoji,
    timestamp: wire.at,
    t: Math.floor(wire.at / 1000),
    orphan: 0,
    read: wire.bySelf,
    ack: wire.bySelf ? 1 : undefined,
  };
}

/** The reactions that came with a message of the history: nothing of it is new. */
export function keepReactions(reactions) {
  for (const wire of reactions ?? []) addOrUpdateReactionsModelCollection(reactionRow(wire));
}

/** What wa-js asks for by a message's key. */
export async function getReactions(msgKey) {
  const model = reactionsStore.get(String(msgKey));
  return { reactionByMe: model?.reactionByMe?.attributes, reactions: (model?.reactions ?? []).map(plain) };
}

function plain({ aggregateEmoji, hasReactionByMe, senders }) {
  return { aggregateEmoji, hasReactionByMe, senders: senders.map(({ attributes }) => attributes) };
}
