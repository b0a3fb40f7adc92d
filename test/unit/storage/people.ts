import { expect } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ClientId, ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { NewMessage } from '../../../main/domain/stores/message-store.ts';
import { plainMessage, type TempDatabase } from '../../support/temp-database.ts';

/** Somebody with a chat, a client and a conversation of their own. */
export interface Person {
  client: ClientId;
  conversation: ConversationId;
  phone: Phone;
  chat: string;
}

export interface People {
  add(name?: string | null, owner?: Lawyer): Promise<Person>;
  /** The next time: each thing happens at one of its own. */
  tick(): number;
  /** A message in that person's chat is stored in that conversation; null when it holds it already. */
  offer(from: Person, into: ConversationId, change?: Partial<NewMessage>): Promise<NewMessage | null>;
  /** The same for one that is certainly new. */
  receive(from: Person, into: ConversationId, change?: Partial<NewMessage>): Promise<NewMessage>;
  merge(from: Person, into: Person): Promise<void>;
  unmerge(from: Person, into: Person): Promise<void>;
  idsIn(conversation: ConversationId): MessageId[];
}

/** Clients of one lawyer who are merged and taken apart as the rules do it. */
export function createPeople(store: TempDatabase, lawyer: Lawyer, from: number): People {
  let now = from;
  let added = 0;

  function tick(): number {
    now += 1000;
    return now;
  }

  async function offer(sender: Person, into: ConversationId, change: Partial<NewMessage> = {}) {
    const place = { lawyerId: lawyer.id, conversationId: into, sentAt: tick() };
    const message = plainMessage(place, { chat: sender.chat, ...change });
    return store.database.write(async (stores) => {
      if (!(await stores.messages.insert(message))) return null;
      if (message.direction === 'inbound') await stores.messages.addUnread(lawyer.id, into);
      return message;
    });
  }

  return {
    tick,
    offer,
    async add(name = null, owner = lawyer) {
      added += 1;
      const phone = Phone.parse(`+4917000${1000 + added}`);
      const client = newId('cli');
      const conversation = newId('con');
      const at = tick();
      await store.database.write(async (stores) => {
        const alias = { lawyerId: owner.id, clientId: client, source: 'whatsapp', at };
        await stores.clients.insert({ id: client, lawyerId: owner.id, name, phone, at });
        await stores.clients.addAlias({ ...alias, kind: 'phone', value: phone });
        await stores.clients.addAlias({ ...alias, kind: 'lid', value: `9${phone.slice(1)}` });
        const shown = { phone, title: name ?? phone };
        await stores.conversations.insert({
          id: conversation,
          lawyerId: owner.id,
          clientId: client,
          ...shown,
          at,
        });
      });
      return { client, conversation, phone, chat: `${phone.slice(1)}@c.us` };
    },
    async receive(sender, into, change) {
      const message = await offer(sender, into, change);
      expect(message).not.toBeNull();
      if (!message) throw new Error('it was there already');
      return message;
    },
    merge(one, into) {
      const at = tick();
      return store.database.write(async (stores) => {
        for (const pair of await stores.messages.inBoth(lawyer.id, one.conversation, into.conversation)) {
          const isOlder = pair.one.direction === 'outbound' && pair.one.id < pair.other.id;
          if (isOlder) await stores.messages.changePlaces(lawyer.id, pair.one.id, pair.other.id);
        }
        await stores.clients.mergeInto(lawyer.id, one.client, into.client, at);
        await stores.conversations.mergeInto(lawyer.id, one.conversation, into.conversation, at);
      });
    },
    unmerge(one, into) {
      const at = tick();
      return store.database.write(async (stores) => {
        const aliases = await stores.clients.unmerge(lawyer.id, one.client, into.client, at);
        const chats = (aliases ?? []).map(({ kind, value }) =>
          kind === 'phone' ? `${value.slice(1)}@c.us` : `${value}@lid`,
        );
        await stores.conversations.unmerge(lawyer.id, one.conversation, into.conversation, chats, at);
      });
    },
    idsIn: (conversation) =>
      store
        .rows<{ id: MessageId }>(
          'SELECT id FROM messages WHERE conversation_id = ? ORDER BY message_index',
          conversation,
        )
        .map((row) => row.id),
  };
}
