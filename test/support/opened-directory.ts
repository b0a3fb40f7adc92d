import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../main/contract/client.ts';
import type { MessageId } from '../../main/contract/ids.ts';
import { type MessageStatus, Phone } from '../../main/contract/values.ts';
import { advanceStatus } from '../../main/domain/message-status.ts';
import { signatureHeaders } from '../../main/webhooks/sign.ts';
import type { ChooseAnswer } from '../directory/answers.ts';
import { type DirectoryOptions, type RunningDirectory, startDirectory } from '../directory/start-directory.ts';
import { WEBHOOK_PATH } from '../directory/webhook-endpoint.ts';
import { startTestApi, type TestApi, type TestLawyer } from './start-test-api.ts';
import { type StoredMessage, storeMessage } from './stored-message.ts';
import { startUnkindFront, type UnkindFront } from './unkind-front.ts';

export const PHONE = Phone.parse('+4915112345601');

/** The sample directory beside the real API of a lawyer, with a front between them that can be unkind. */
export interface OpenedDirectory {
  api: TestApi;
  lawyer: TestLawyer;
  /** A client of the same API, past the front. */
  readonly lexline: Client;
  front: UnkindFront;
  file: string;
  /** The one that was started last. */
  readonly directory: RunningDirectory;
  /** What it answers; nothing at first. */
  answer: ChooseAnswer;
  /** Starts one on the same file; the one before should have been stopped. */
  start(options?: Partial<DirectoryOptions>): Promise<RunningDirectory>;
  /** Stops it and starts it again, and waits until it has caught up. */
  restart(options?: Partial<DirectoryOptions>): Promise<void>;
  /** A message is stored at Lexline, as from a client. Answers with its id. */
  write(text: string, message?: Partial<StoredMessage>): Promise<MessageId>;
  /** Moves a message that was sent on, with the events on its way. */
  advance(id: MessageId | string, to: MessageStatus): Promise<void>;
  /** Rows of the directory's own database. */
  rows<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): Row[];
  texts(): string[];
  page(): Promise<string>;
  /** Delivers an event by webhook, signed with the secret that the directory keeps. Answers with the status. */
  deliver(id: string, told: object, secret?: string): Promise<number>;
  setting(name: string): string | undefined;
  close(): Promise<void>;
}

export async function openDirectory(options: Parameters<typeof startTestApi>[0] = {}): Promise<OpenedDirectory> {
  const api = await startTestApi(options);
  // Signatures are looked at by the machine's clock, and WhatsApp's times are in whole seconds.
  await api.clock.jump(Math.floor(Date.now() / 1000) * 1000 - api.clock.now());
  const lawyer = await api.addLawyer();
  const front = await startUnkindFront(() => api.port);
  const folder = mkdtempSync(join(tmpdir(), 'lexline-directory-'));
  const file = join(folder, 'directory.db');

  const opened: OpenedDirectory = {
    api,
    lawyer,
    get lexline() {
      return createClient({ baseUrl: api.url, key: lawyer.key });
    },
    front,
    file,
    get directory() {
      if (!running) throw new Error('no directory was started');
      return running;
    },
    answer: () => null,
    async start(changed = {}) {
      running = await startDirectory({
        api: front.url,
        key: lawyer.key,
        file,
        chooseAnswer: (message) => opened.answer(message),
        now: () => api.clock.now(),
        wait: () => new Promise((resolve) => setImmediate(resolve)),
        ...changed,
      });
      return running;
    },
    async restart(changed = {}) {
      const { port } = opened.directory;
      await opened.directory.stop();
      await (await opened.start({ port, ...changed })).caughtUp;
    },
    async write(text, message = {}) {
      const written = { phone: PHONE, text, at: api.clock.now(), ...message };
      return (await storeMessage(api.store.database, lawyer.lawyer.id, written)).id;
    },
    async advance(id, to) {
      await api.store.database.write(async (stores) => {
        const message = await stores.messages.find(lawyer.lawyer.id, id as MessageId);
        if (!message) throw new Error(`there is no message ${id}`);
        const ref = { id: message.id, conversationId: message.conversation_id, status: message.status };
        await advanceStatus(stores, lawyer.lawyer.id, ref as Parameters<typeof advanceStatus>[2], to, api.clock.now());
      });
    },
    rows: <Row>(sql: string, ...values: unknown[]) =>
      opened.directory.database.prepare<unknown[], Row>(sql).all(...values),
    texts: () =>
      opened.rows<{ text: string }>('SELECT text FROM messages ORDER BY sent, rowid').map(({ text }) => text),
    page: async () => (await fetch(opened.directory.pageUrl)).text(),
    async deliver(id, told, secret = opened.setting('webhook_secret') ?? '') {
      const body = JSON.stringify(told);
      const signed = signatureHeaders([secret], id, body, Date.now());
      const headers = { 'content-type': 'application/json', ...signed };
      const url = `${opened.directory.pageUrl}${WEBHOOK_PATH}`;
      return (await fetch(url, { method: 'POST', body, headers })).status;
    },
    setting: (name) =>
      opened.rows<{ value: string }>('SELECT value FROM settings WHERE name = ?', name).map(({ value }) => value)[0],
    async close() {
      await running?.stop();
      await front.stop();
      await api.stop();
      rmSync(folder, { recursive: true });
    },
  };
  let running: RunningDirectory | undefined;
  return opened;
}
