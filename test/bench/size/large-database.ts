import type { Database as Sqlite } from 'better-sqlite3';
import type { LawyerId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { canonicalKey } from '../../../main/storage/canonical-key.ts';
import { writeTime } from '../../../main/storage/message-times.ts';
import { clientNumber } from '../clients.ts';
import { createTexts } from './texts.ts';

export interface Size {
  messages: number;
  conversations: number;
  /** So many of the messages are in the first chat; without it all chats are about alike. */
  largest?: number;
}

/** Between two messages, in ms: a million of them are two years of a busy office. */
const APART = 60_000;

/** In the largest chat every so many messages one is in Arabic. */
const ARABIC_EVERY = 20;

/** What each of the lawyer's messages has come to. */
const WAY = ['sent', 'delivered', 'read'] as const;

/** So many rows are written in one transaction. */
const AT_ONCE = 20_000;

/**
 * Fills a database that is at the newest schema, as if so many messages had come in the order of time, over all chats in
 * turn: through our own tables and triggers, and past the page. Answers with what was asked for.
 */
export function fillDatabase(sqlite: Sqlite, lawyer: LawyerId, size: Size, until: number): void {
  const { messages, conversations, largest } = size;
  const largestEvery = largest === undefined ? Number.POSITIVE_INFINITY : Math.floor(messages / largest);
  // Nothing of it is worth keeping if the machine fails, and its indexes are written all over.
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -1000000');
  const texts = createTexts(1);
  const start = until - messages * APART;
  const chats = Array.from({ length: conversations }, (_, n) => ({
    id: newId('con', start + n),
    client: newId('cli', start + n),
    phone: clientNumber(n + 1),
    name: `${texts.name()} ${texts.name()}`,
    size: 0,
  }));
  const addClient = sqlite.prepare(
    'INSERT INTO clients (id, lawyer_id, name, phone_number, created, updated) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const addAlias = sqlite.prepare(
    `INSERT INTO client_aliases (lawyer_id, client_id, kind, value, source, first_seen, last_seen)
     VALUES (?, ?, 'phone', ?, 'whatsapp', ?, ?)`,
  );
  const addConversation = sqlite.prepare(
    'INSERT INTO conversations (id, lawyer_id, title, phone_number, last_activity, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addLink = sqlite.prepare(
    `INSERT INTO lawyer_clients (lawyer_id, client_id, conversation_id, status, created, updated)
     VALUES (?, ?, ?, 'active', ?, ?)`,
  );
  const addMessage = sqlite.prepare(
    `INSERT INTO messages (id, lawyer_id, conversation_id, role, sender_name, content, message_index, sending_date,
       stored_date, meta_text, kind, direction, status, whatsapp_id, chat, times)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'text', ?, ?, ?, ?, ?)`,
  );
  const lead = sqlite.prepare('UPDATE conversations SET size = ?, last_message_id = ?, last_activity = ? WHERE id = ?');

  sqlite.transaction(() => {
    for (const { id, client, phone, name } of chats) {
      addClient.run(client, lawyer, name, phone, start, start);
      addAlias.run(lawyer, client, phone, start, start);
      addConversation.run(id, lawyer, name, phone, start, start, start);
      addLink.run(lawyer, client, id, start, start);
    }
  })();
  const addSome = sqlite.transaction((from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const isOfLargest = largest !== undefined && n % largestEvery === 0;
      const chat = chats[isOfLargest ? 0 : texts.random(chats.length)];
      if (!chat) throw new Error('there are chats');
      const text = isOfLargest && chat.size % ARABIC_EVERY === 0 ? texts.arabicMessage() : texts.message();
      const isInbound = chat.size % 2 === 0;
      const at = start + n * APART;
      const id = newId('msg', at);
      const whatsappId = `3EB0${n.toString(16).toUpperCase().padStart(16, '0')}`;
      addMessage.run(
        ...[id, lawyer, chat.id, isInbound ? 'client' : 'lawyer', isInbound ? chat.name : null, text],
        ...[++chat.size, at, at, canonicalKey(lawyer, chat.id, isInbound ? 'inbound' : 'outbound', whatsappId, null)],
        ...[isInbound ? 'inbound' : 'outbound', isInbound ? 'received' : 'read', whatsappId],
        ...[`${chat.phone.slice(1)}@c.us`, isInbound ? null : WAY.map((status) => writeTime(status, at)).join('')],
      );
      if (n >= messages - conversations * 20) lead.run(chat.size, id, at, chat.id);
    }
  });
  for (let n = 0; n < messages; n += AT_ONCE) addSome(n, Math.min(n + AT_ONCE, messages));
  indexAll(sqlite);
}

/** As `main/domain/index-messages.ts` would, only all at once: each has a millisecond of its own, and 1024 places in it. */
function indexAll(sqlite: Sqlite): void {
  const takeIn = sqlite.prepare(
    `INSERT INTO message_order (place, message_id, lawyer_id)
     SELECT m.sending_date * 1024, m.id, m.lawyer_id FROM search_queue q JOIN messages m ON m.id = q.message_id
     ORDER BY q.n LIMIT ${AT_ONCE}`,
  );
  const forget = sqlite.prepare(
    `DELETE FROM search_queue WHERE n IN (SELECT n FROM search_queue ORDER BY n LIMIT ${AT_ONCE})`,
  );
  const some = sqlite.transaction(() => {
    takeIn.run();
    return forget.run().changes;
  });
  while (some() > 0);
}
