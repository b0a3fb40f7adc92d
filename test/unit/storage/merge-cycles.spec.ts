import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
const PEOPLE = 5;
const STEPS = 100;

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
  test(`merging and taking apart in any order loses and doubles nothing (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const lawyer = await addLawyer(store.database, AT);
    const people = createPeople(store, lawyer, AT);
    await store.database.write((stores) =>
      stores.webhooks.insert({ id: newId('whk'), lawyerId: lawyer.id, url: 'u', secret: 's', events: ['*'], at: AT }),
    );
    const everyone: Person[] = [];
    for (let i = 0; i < PEOPLE; i++) everyone.push(await people.add(random() < 0.5 ? `Person ${i}` : null));
    const world = new World(lawyer, people, everyone, random);
    for (let step = 0; step < STEPS; step++) {
      const done = await world.step();
      world.check(`seed ${seed}, step ${step}: ${done}`);
    }
    await world.takeAllApart();
    world.check(`seed ${seed}, at the end`);
    world.checkEverybodyHasTheirOwn();
  });
}

/** What there should be, kept beside the database and as simply as can be. */
class World {
  readonly lawyer: Lawyer;
  readonly people: People;
  readonly everyone: readonly Person[];
  readonly random: () => number;
  /** Who is merged into whom. */
  readonly parents = new Map<Person, Person>();
  /** In whose chat each stored message was seen. */
  readonly seenIn = new Map<MessageId, Person>();
  unread = 0;

  constructor(lawyer: Lawyer, people: People, everyone: readonly Person[], random: () => number) {
    this.lawyer = lawyer;
    this.people = people;
    this.everyone = everyone;
    this.random = random;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  ancestors(person: Person): Person[] {
    const parent = this.parents.get(person);
    return parent ? [parent, ...this.ancestors(parent)] : [];
  }

  root(person: Person): Person {
    return this.ancestors(person).at(-1) ?? person;
  }

  async step(): Promise<string> {
    const chance = this.random();
    if (chance < 0.5) return this.receive();
    if (chance < 0.55) return this.markRead();
    if (chance < 0.8) {
      const roots = this.everyone.filter((person) => !this.parents.has(person));
      const [from, into] = [this.pick(roots), this.pick(roots)];
      if (!from || !into || from === into) return 'nothing';
      await this.people.merge(from, into);
      this.parents.set(from, into);
      return 'merge';
    }
    const from = this.pick([...this.parents.keys()]);
    const into = from && this.pick(this.ancestors(from));
    if (!from || !into) return 'nothing';
    await this.people.unmerge(from, into);
    this.parents.delete(from);
    return 'unmerge';
  }

  async receive(): Promise<string> {
    const from = this.pick(this.everyone);
    if (!from) return 'nothing';
    // Few ids, so that the same one is often in several chats.
    const whatsappId = `ID${Math.floor(this.random() * 25)}`;
    const isOutbound = this.random() < 0.3;
    const message = await this.people.offer(from, this.root(from).conversation, {
      whatsappId,
      ...(isOutbound ? ({ direction: 'outbound', status: 'sent' } as const) : {}),
    });
    if (!message) return 'received again';
    this.seenIn.set(message.id, from);
    if (!isOutbound) this.unread += 1;
    await store.database.write(async (stores) => {
      const full = await stores.messages.find(this.lawyer.id, message.id);
      if (!full) throw new Error('it was stored');
      const { conversationId, sentAt } = message;
      const fact = { lawyerId: this.lawyer.id, conversationId, message: full, at: sentAt };
      await recordEvent(stores, { type: isOutbound ? 'message.sent' : 'message.received', ...fact });
    });
    if (isOutbound && this.random() < 0.5) {
      await store.database.write((stores) =>
        stores.outbox.add({
          messageId: message.id,
          lawyerId: this.lawyer.id,
          conversationId: message.conversationId,
          phone: from.phone,
          action: { type: 'revoke' },
          at: message.sentAt,
        }),
      );
    }
    return 'received';
  }

  async markRead(): Promise<string> {
    const person = this.pick(this.everyone);
    if (!person) return 'nothing';
    const { conversation } = this.root(person);
    const [row] = store.rows<{ unread: number }>('SELECT unread FROM conversations WHERE id = ?', conversation);
    this.unread -= row?.unread ?? 0;
    await store.database.write((stores) => stores.conversations.markRead(this.lawyer.id, conversation));
    return 'read';
  }

  async takeAllApart(): Promise<void> {
    while (this.parents.size > 0) {
      const from = this.pick([...this.parents.keys()]);
      const into = from && this.pick(this.ancestors(from));
      if (!from || !into) return;
      await this.people.unmerge(from, into);
      this.parents.delete(from);
    }
  }

  /** By `assert`: each `expect` is a step of the report, which takes longer than the look itself. */
  check(when: string): void {
    const none = (sql: string) => assert.deepEqual(store.rows(sql), [], `${when}: ${sql}`);
    const stored = store.rows<{ id: MessageId }>('SELECT id FROM messages').map(({ id }) => id);
    assert.deepEqual(stored.sort(), [...this.seenIn.keys()].sort(), when);

    // Whatever somebody has, whoever they are a part of shows it: each message once.
    for (const person of this.everyone) {
      const merged = store.rows<{ merged_into: string | null }>(
        'SELECT merged_into FROM conversations WHERE id = ?',
        person.conversation,
      );
      assert.equal(merged[0]?.merged_into ?? null, this.parents.get(person)?.conversation ?? null, when);
      const keys = 'SELECT direction, whatsapp_id FROM messages WHERE conversation_id =';
      const root = this.root(person).conversation;
      none(`${keys} '${person.conversation}' EXCEPT ${keys} '${root}'`);
      none(`SELECT m.id FROM messages m WHERE m.chat = '${person.chat}' AND 1 <> (
              SELECT count(*) FROM messages shown WHERE shown.conversation_id = '${root}'
                AND shown.direction = m.direction AND shown.whatsapp_id = m.whatsapp_id)`);
      const owners = store.rows<{ client_id: string }>(
        'SELECT client_id FROM client_aliases WHERE value IN (?, ?)',
        person.phone,
        `9${person.phone.slice(1)}`,
      );
      const { client } = this.root(person);
      assert.deepEqual(
        owners.map((row) => row.client_id),
        [client, client],
        when,
      );
    }

    none(`SELECT id FROM messages
          WHERE meta_text <> json_array(lawyer_id, conversation_id, json(iif(direction = 'outbound', 'true', 'false')), whatsapp_id)`);
    none(`SELECT c.id FROM conversations c
          WHERE c.size <> (SELECT count(*) FROM messages WHERE conversation_id = c.id)
            OR c.unread > (SELECT count(*) FROM messages WHERE conversation_id = c.id AND direction = 'inbound')`);
    none(`SELECT c.id FROM conversations c WHERE c.last_message_id IS NOT (
            SELECT id FROM messages WHERE conversation_id = c.id ORDER BY sending_date DESC, message_index DESC LIMIT 1)`);
    none(`SELECT c.id FROM conversations c JOIN messages m ON m.id = c.last_message_id
          WHERE m.sending_date <> c.last_activity`);
    assert.deepEqual(store.rows('SELECT sum(unread) AS n FROM conversations'), [{ n: this.unread }], when);
    none(
      'SELECT o.id FROM outbox o JOIN messages m ON m.id = o.message_id WHERE o.conversation_id <> m.conversation_id',
    );
    none(`SELECT q.id FROM webhook_queue q JOIN events e ON e.id = q.event_id JOIN messages m ON m.id = e.message_id
          WHERE q.conversation_id <> m.conversation_id`);
    none(`SELECT q.id FROM webhook_queue q WHERE q.is_next <> NOT EXISTS (
            SELECT 1 FROM webhook_queue f
            WHERE f.webhook_id = q.webhook_id AND f.conversation_id = q.conversation_id AND f.id < q.id)`);
    none(
      'SELECT message_id FROM moved_messages JOIN messages ON id = message_id WHERE home_conversation_id = conversation_id',
    );
    none('PRAGMA foreign_key_check');
  }

  checkEverybodyHasTheirOwn(): void {
    for (const [index, person] of this.everyone.entries()) {
      const own = [...this.seenIn].filter(([, seenIn]) => seenIn === person).map(([id]) => id);
      expect(this.people.idsIn(person.conversation).sort(), `person ${index}`).toEqual(own.sort());
    }
    const rows = store.rows<{ phone: string; client_phone: string; name: string | null; title: string }>(
      `SELECT c.phone_number AS phone, k.phone_number AS client_phone, k.name, c.title
       FROM conversations c JOIN lawyer_clients l ON l.conversation_id = c.id JOIN clients k ON k.id = l.client_id
       ORDER BY k.created`,
    );
    // A title is what the name was at the beginning: merging never touches it.
    expect(rows).toEqual(
      this.everyone.map(({ phone }, index) => {
        const title = rows[index]?.title;
        return { phone, client_phone: phone, name: title === phone ? null : title, title };
      }),
    );
    expect(store.rows('SELECT * FROM moved_messages')).toEqual([]);
  }
}
