import type { Conversation } from '../contract/entities.ts';
import type { AttachmentId, ConversationId, LawyerId, MessageId, StaffId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { GrantedConversation } from './stores/grant-store.ts';
import type { Stores } from './stores.ts';

/** What of whom somebody was shown. */
export type Seen = ReadonlyMap<LawyerId, ReadonlySet<ConversationId>>;

/**
 * The stores as support may use them at that time: for reading, and nothing in them but what was granted. Whichever lawyer
 * is asked for, it is the grant that says whose a conversation is. What is not named here is refused, so that a route
 * opened to support by mistake shows nothing, and a new method of a store is closed until somebody has thought about it.
 */
export function grantedView(stores: Stores, staffId: StaffId, at: Millis): { stores: Stores; seen: Seen } {
  const seen = new Map<LawyerId, Set<ConversationId>>();

  let looked: Promise<GrantedConversation[]> | undefined;
  // One request is one moment: what is granted at it is looked up once.
  const granted = (): Promise<GrantedConversation[]> => {
    looked ??= stores.grants.openTo(staffId, at);
    return looked;
  };

  function note(lawyerId: LawyerId, id: ConversationId): void {
    seen.set(lawyerId, (seen.get(lawyerId) ?? new Set()).add(id));
  }

  async function within<Found>(id: ConversationId, read: (lawyerId: LawyerId) => Promise<Found | null>) {
    const lawyerId = (await granted()).find(({ conversationId }) => conversationId === id)?.lawyerId;
    const found = lawyerId ? await read(lawyerId) : null;
    if (lawyerId && found) note(lawyerId, id);
    return found;
  }

  async function messageOf(id: MessageId) {
    const open = await granted();
    for (const lawyerId of new Set(open.map((one) => one.lawyerId))) {
      const message = await stores.messages.find(lawyerId, id);
      if (!message || !open.some(({ conversationId }) => conversationId === message.conversation_id)) continue;
      note(lawyerId, message.conversation_id);
      return { lawyerId, message };
    }
    return null;
  }

  /** The lawyer whose granted message holds the file. */
  async function holderOf(id: AttachmentId): Promise<LawyerId | null> {
    for (const lawyerId of new Set((await granted()).map((one) => one.lawyerId))) {
      const holder = await stores.attachments.holder(lawyerId, id);
      if (holder && (await messageOf(holder))) return lawyerId;
    }
    return null;
  }

  const conversations: Partial<Stores['conversations']> = {
    find: (_, id) => within(id, (lawyerId) => stores.conversations.find(lawyerId, id)),
    // Two lawyers can know one number: where both have granted that chat, support names it by its id.
    async findByPhone(_, phone) {
      const open = await granted();
      const found: [LawyerId, Conversation][] = [];
      for (const lawyerId of new Set(open.map((one) => one.lawyerId))) {
        const chat = await stores.conversations.findByPhone(lawyerId, phone);
        // By the number that is shown with it: others of the client are the lawyer's to know.
        const isOpen = chat?.phone === phone && open.some(({ conversationId }) => conversationId === chat.id);
        if (isOpen) found.push([lawyerId, chat]);
      }
      const [only, another] = found;
      if (!only || another) return null;
      note(only[0], only[1].id);
      return only[1];
    },
    async list(_, page, filter) {
      const open = await granted();
      const ids = open.map(({ conversationId }) => conversationId);
      const found = await stores.conversations.listAmong(ids, page, filter);
      const shown = new Set(found.rows.map(({ id }) => id));
      for (const one of open) if (shown.has(one.conversationId)) note(one.lawyerId, one.conversationId);
      return found;
    },
  };
  const messages: Partial<Stores['messages']> = {
    async find(_, id) {
      return (await messageOf(id))?.message ?? null;
    },
    async list(_, id, page) {
      const found = await within(id, (lawyerId) => stores.messages.list(lawyerId, id, page));
      return found ?? { rows: [], nextCursor: null };
    },
    listPart: (_, id, part) => within(id, (lawyerId) => stores.messages.listPart(lawyerId, id, part)),
    async listFiles(_, id, kinds, page) {
      const found = await within(id, (lawyerId) => stores.messages.listFiles(lawyerId, id, kinds, page));
      return found ?? { rows: [], nextCursor: null };
    },
    async listWithLinks(_, id, page) {
      const found = await within(id, (lawyerId) => stores.messages.listWithLinks(lawyerId, id, page));
      return found ?? { rows: [], nextCursor: null };
    },
    async versions(_, id) {
      const found = await messageOf(id);
      return found ? stores.messages.versions(found.lawyerId, id) : [];
    },
  };
  const attachments: Partial<Stores['attachments']> = {
    async find(_, id) {
      const lawyerId = await holderOf(id);
      return lawyerId && stores.attachments.find(lawyerId, id);
    },
    async thumbnailOf(_, id) {
      const lawyerId = await holderOf(id);
      return lawyerId && stores.attachments.thumbnailOf(lawyerId, id);
    },
  };
  const grants: Partial<Stores['grants']> = {
    find: (_, id) => stores.grants.find({ staffId }, id),
    list: (_, page) => stores.grants.list({ staffId }, page),
  };
  // The own session is no lawyer's; what is done to it is in the routes for sessions.
  const { staffSessions } = stores;
  const opened: Partial<Stores> = {
    conversations: closed(conversations),
    messages: closed(messages),
    attachments: closed(attachments),
    grants: closed(grants),
    staffSessions: closed<Stores['staffSessions']>({ update: staffSessions.update }),
  };
  return { stores: closed(opened), seen };
}

/** What is not there is refused, whatever it would have been. */
function closed<Whole extends object>(open: Partial<Whole>): Whole {
  const refuse = (): never => {
    throw new AppError('insufficient_role');
  };
  const handler: ProxyHandler<object> = {
    get: (target, name) => (Object.hasOwn(target, name) ? Reflect.get(target, name) : refuse()),
  };
  // It has every member of the whole: those that are not open refuse.
  return new Proxy(open, handler) as Whole;
}
