import { MAX_FOLLOWERS } from '../../../main/contract/page-channels.ts';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { later, soon } from '../own-globals.ts';
import type { DriverContext } from './driver-context.ts';
import { originalKey, readMessage } from './read-message.ts';
import { asJid, orNull } from './value.ts';
import type { MessageKey, MessageModel, MessageStore, Wid } from './wpp.ts';

/** What changes when a message gets its text after all, is edited, or is taken back. */
const CHANGES = ['change:type', 'change:body', 'change:caption', 'change:latestEditMsgKey'];

/** Messages about other messages: they change those, and are none themselves. */
const REVOKES = new Set(['revoke', 'sender_revoke', 'admin_revoke']);
const EDIT = 'message_edit';

/** How long the page may take to carry out an edit of a message that it does not hold in memory. */
const CARRIED_OUT_MS = 500;

interface Acknowledged {
  ack: number;
  chat: Wid;
  ids: MessageKey[];
  sender?: Wid;
}

export interface MessageObserver {
  /** New messages that the page holds and never told us about: its events do not reach us. */
  missed(): MessageModel[];
  /** Listens no more. */
  stop(): void;
}

/**
 * Reports new messages of both sides, what becomes of them, and acknowledgements of ours. It listens at the page's own
 * store: wa-js' events leave out failures and what is changed late. Each message is told once for all its changes of one
 * moment, as it is at the end of them. `missedBefore` is told first.
 */
export function observeMessages(
  context: DriverContext,
  store: MessageStore,
  missedBefore: readonly MessageModel[],
): MessageObserver {
  const { driver, addresses, messages, report } = context;
  const seen = new WeakSet<MessageModel>(store.getModelsArray());
  const changed = new Set<MessageModel>();
  const acknowledged = new Set<MessageModel>();

  function tell(model: MessageModel, untold?: ReadonlySet<MessageModel>): void {
    if (isAboutAnother(model)) return;
    const message = readMessage(model, addresses);
    messages.remember(model, message.chat);
    report({ kind: 'message', message: { ...message, followedBy: followersOf(model, message.chat, untold) } });
  }

  /**
   * What came last has none. A message that gets its text late does: it keeps the place that it had. What is told after it in
   * any case need not be named.
   */
  function followersOf(
    model: MessageModel,
    chat: string,
    untold?: ReadonlySet<MessageModel>,
  ): PageMessage['followedBy'] {
    const held = orNull(() => driver.chat.get(chat)?.msgs?.getModelsArray()) ?? [];
    const index = held.lastIndexOf(model);
    if (index < 0) return [];
    return held
      .slice(index + 1)
      .filter((one) => one.t === model.t && !untold?.has(one))
      .slice(0, MAX_FOLLOWERS)
      .map((one) => {
        const { id, fromMe } = originalKey(one);
        return { id, fromMe };
      });
  }

  function tellAck(key: MessageKey, ack: number): void {
    if (key.fromMe && ack !== 0) {
      report({ kind: 'ack', ack: { id: key.id, chat: asJid(key.remote) ?? '', fromMe: true, ack } });
    }
  }

  function tellAll(): void {
    const models = [...changed];
    const acks = [...acknowledged].filter((model) => !changed.has(model));
    changed.clear();
    acknowledged.clear();
    const untold = new Set(models);
    for (const model of models) {
      untold.delete(model);
      attempt(() => tell(model, untold));
    }
    for (const model of acks) attempt(() => tellAck(originalKey(model), model.ack ?? 0));
  }

  function touch(among: Set<MessageModel>, model: MessageModel): void {
    if (changed.size + acknowledged.size === 0) soon(tellAll);
    among.add(model);
  }

  const added = (model: MessageModel): void => {
    seen.add(model);
    if (model.isNewMsg) touch(changed, model);
  };
  const altered = (model: MessageModel): void => touch(changed, model);
  const ackChanged = (model: MessageModel): void => touch(acknowledged, model);
  /** Of a message that the page does not hold in memory, only wa-js tells. In groups it tells each reader on their own. */
  const ackToldByWaJs = ({ ack, ids, sender }: Acknowledged): void => {
    if (sender) return;
    for (const key of ids) if (!store.get(String(key))) tellAck(key, ack);
  };

  /** What is in memory tells of its change itself. Of the rest, the page's database alone is changed. */
  function changedByServer(change: MessageModel, key: MessageKey): void {
    if (store.get(String(key))) return;
    if (change.subtype !== EDIT) {
      // Its content is gone: all that is left of it is that it was there, and when it was taken back.
      tell({ id: key, type: 'revoked', ...(change.t === undefined ? {} : { t: change.t }) });
      return;
    }
    const place = { chat: asJid(key.remote) ?? '', id: key.id, fromMe: key.fromMe, author: asJid(key.participant) };
    const told = async (): Promise<void> => {
      const model = await messages.find(place);
      if (model) tell(model);
    };
    later(() => void told().catch(() => {}), CARRIED_OUT_MS);
  }

  const stopWatching = watchProtocol(store, changedByServer);
  store.on('add', added);
  store.on('change:ack', ackChanged);
  for (const event of CHANGES) store.on(event, altered);
  driver.on('chat.msg_ack_change', ackToldByWaJs);
  for (const model of missedBefore) touch(changed, model);

  return {
    missed: () => store.getModelsArray().filter((model) => model.isNewMsg === true && !seen.has(model)),
    stop() {
      stopWatching();
      store.off('add', added);
      store.off('change:ack', ackChanged);
      for (const event of CHANGES) store.off(event, altered);
      driver.off('chat.msg_ack_change', ackToldByWaJs);
    },
  };
}

function isAboutAnother(model: MessageModel): boolean {
  return model.type === 'protocol' && (model.subtype === EDIT || REVOKES.has(String(model.subtype)));
}

/**
 * Watches the page's way of taking in what the server sent for edits and revokes: of an old message they change only the
 * page's database, and no model tells of it. The page's own function does what it did. Returns what ends the watch.
 */
function watchProtocol(store: MessageStore, found: (change: MessageModel, key: MessageKey) => void): () => void {
  const original = store.processMultipleMessages;
  if (typeof original !== 'function') return () => {};
  let isWatching = true;
  function watched(this: unknown, ...parameters: unknown[]): unknown {
    if (isWatching) attempt(() => look(parameters[1]));
    return Reflect.apply(original as (...all: unknown[]) => unknown, this, parameters);
  }
  function look(received: unknown): void {
    for (const message of Array.isArray(received) ? (received as MessageModel[]) : []) {
      const { protocolMessageKey: key, isNewMsg } = message;
      if (isNewMsg && key && isAboutAnother(message)) found(message, key);
    }
  }
  store.processMultipleMessages = watched;
  return () => {
    isWatching = false;
    if (store.processMultipleMessages === watched) store.processMultipleMessages = original;
  };
}

/** One message that cannot be read takes no other with it. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // It stays in the page, where the reading of the chat finds it.
  }
}
