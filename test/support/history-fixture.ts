import { test as base } from '@playwright/test';
import type { Completeness, HistoryProgress, Lawyer } from '../../main/contract/entities.ts';
import { ConversationId } from '../../main/contract/ids.ts';
import type { PageMessage } from '../../main/contract/page-reports.ts';
import { completenessOf } from '../../main/domain/completeness.ts';
import { parseEach } from '../../main/domain/parse-each.ts';
import type { Database } from '../../main/domain/ports.ts';
import { createHistoryReader, type HistoryReader } from '../../main/domain/read-history.ts';
import type { ChatHistory } from '../../main/domain/stores/history-store.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { FakePage } from './fake-page.ts';
import { storeFactsOf } from './store-from-page.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from './temp-database.ts';

export const BEA = '4917000001@c.us';
export const CARL = '4917000002@c.us';
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A page with chats, and a lawyer who came to Lexline an hour ago and whose history is read from it. */
export class HistoryCase {
  readonly store: TempDatabase;
  readonly lawyer: Lawyer;
  readonly clock: FakeClock;
  readonly page = new FakePage();
  readonly log = new FakeLog();
  reader: HistoryReader;
  /** Every progress that the present reader has shown. */
  shown: HistoryProgress[] = [];
  /** A stretch of listening; another signal begins another one. */
  listening = new AbortController().signal;

  private constructor(store: TempDatabase, clock: FakeClock, lawyer: Lawyer) {
    this.store = store;
    this.clock = clock;
    this.lawyer = lawyer;
    this.reader = this.newReader();
  }

  static async open(): Promise<HistoryCase> {
    const store = openTempDatabase();
    const clock = new FakeClock();
    const lawyer = await addLawyer(store.database, clock.now());
    await clock.advance(60 * MINUTE);
    return new HistoryCase(store, clock, lawyer);
  }

  /** As after a new start of the app: nothing is remembered but what is on disk. */
  newReader(database: Database = this.store.database): HistoryReader {
    this.shown = [];
    const changed = (progress: HistoryProgress) => void this.shown.push(progress);
    const { clock, page, log, lawyer } = this;
    const store = storeFactsOf(database, clock, lawyer.id);
    this.reader = createHistoryReader({
      database,
      clock,
      page,
      log,
      lawyerId: lawyer.id,
      store,
      changed,
      parse: parseEach,
    });
    return this.reader;
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** So many seconds ago, as an entity has it. */
  ago(seconds: number): string {
    return new Date((this.seconds() - seconds) * 1000).toISOString();
  }

  write(jid: string, ago: number, change: Partial<PageMessage> = {}): PageMessage {
    return this.page.write(jid, { timestamp: this.seconds() - ago, ...change });
  }

  read(): Promise<boolean> {
    return this.reader.run(this.listening);
  }

  stored(): string[] {
    return this.store
      .rows<{ content: string }>('SELECT content FROM messages')
      .map(({ content }) => content)
      .sort();
  }

  reads(chat?: string): number {
    return this.page.count('readMessages', chat);
  }

  told(): string[] {
    return this.store
      .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'history.%' ORDER BY cursor")
      .map(({ type }) => type);
  }

  historyOf(chat: string): Promise<ChatHistory | null> {
    return this.store.database.read((stores) => stores.histories.get(this.lawyer.id, chat));
  }

  completeness(phone = '+4917000001'): Promise<Completeness> {
    const [row] = this.store.rows<{ id: string }>('SELECT id FROM conversations WHERE phone_number = ?', phone);
    const id = ConversationId.parse(row?.id);
    return this.store.database.read((stores) => completenessOf(stores, this.lawyer.id, id));
  }
}

export const test = base.extend<{ h: HistoryCase }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs.
  h: async ({}, use) => {
    const h = await HistoryCase.open();
    await use(h);
    await h.store.remove();
  },
});

export { expect } from '@playwright/test';
