import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Ledger, LedgerDamaged, openLedger } from '../../../main/practice/ledger.ts';
import type { LedgerFact } from '../../../main/practice/ledger-entry.ts';
import { createPracticeState } from '../../../main/practice/practice-state.ts';

let folder = '';
let file = '';
let opened: Ledger[] = [];

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-ledger-'));
  file = join(folder, 'deeper', 'ledger.jsonl');
});

test.afterEach(async () => {
  for (const ledger of opened) await ledger.close();
  opened = [];
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<Ledger> {
  const ledger = await openLedger(file);
  opened.push(ledger);
  return ledger;
}

function written(text: string): LedgerFact {
  const base = { account: '4915100001', client: '4917000001', name: null, timestamp: 1, attempt: null } as const;
  return { kind: 'message', direction: 'in', id: '3A00112233445566', text, ...base };
}

test('keeps what was appended, in order, for the next one who opens it', async () => {
  const first = await open();
  await first.append([written('one'), written('two')]);
  await first.append([written('three')]);
  await first.close();

  const second = await open();
  expect(second.entries()).toEqual(first.entries());
  expect(second.entries().map(({ seq }) => seq)).toEqual([1, 2, 3]);
  const [next] = await second.append([written('four')]);
  expect(next?.seq).toBe(4);
});

test('has the entry in the file before it acknowledges it', async () => {
  const ledger = await open();
  await ledger.append([written('durable')]);
  expect(await readFile(file, 'utf8')).toContain('"text":"durable"');
});

test('shares one fsync among appends that come together', async () => {
  const ledger = await open();
  const appends = Array.from({ length: 200 }, (_, index) => ledger.append([written(`${index}`)]));
  await Promise.all(appends);
  expect(ledger.syncs()).toBeLessThan(5);
  expect(ledger.entries().map((entry) => (entry.kind === 'message' ? entry.text : ''))).toEqual(
    Array.from({ length: 200 }, (_, index) => `${index}`),
  );
});

test('tells a listener of each entry once, in order, before the append is acknowledged', async () => {
  const ledger = await open();
  const told: number[] = [];
  ledger.onDurable((entries) => told.push(...entries.map(({ seq }) => seq)));
  const appends = [1, 2, 3].map((n) =>
    ledger.append([written(`${n}`)]).then(([entry]) => told.includes(entry?.seq ?? 0)),
  );
  expect(await Promise.all(appends)).toEqual([true, true, true]);
  expect(told).toEqual([1, 2, 3]);
});

test('drops a last line torn by a kill, and cuts the file back to the last whole one', async () => {
  const ledger = await open();
  await ledger.append([written('whole')]);
  await ledger.close();
  const { size } = await stat(file);
  await appendFile(file, '{"kind":"message","account":"49151');

  const reopened = await open();
  expect(reopened.entries()).toHaveLength(1);
  expect((await stat(file)).size).toBe(size);
  await reopened.append([written('after the crash')]);
  await reopened.close();
  expect((await open()).entries()).toHaveLength(2);
});

test('keeps text with line breaks and every kind of character', async () => {
  const text = 'Zeile\nzwei\r\u2028 \u202e 👩🏽‍⚖️ "\\';
  const ledger = await open();
  await ledger.append([written(text)]);
  await ledger.close();
  expect((await open()).entries()[0]).toMatchObject({ text });
});

test('opens the ledger of an earlier version, which knew nothing but texts', async () => {
  const chat = { account: '4915100001', client: '4917000001' };
  const old = [
    { kind: 'linked', account: chat.account, device: 'd1', name: 'Dr. Law' },
    { kind: 'message', ...chat, id: '3A01', direction: 'in', text: 'Hi', name: null, timestamp: 1, attempt: null },
    { kind: 'message', ...chat, id: '3EB0', direction: 'out', text: 'Yes', name: null, timestamp: 2, attempt: 'a' },
    { kind: 'display', ...chat, message: 3, id: '3EB0' },
    { kind: 'ack', ...chat, message: 3, id: '3EB0', ack: 2 },
    { kind: 'seen', ...chat },
    { kind: 'unlinked', account: chat.account, device: 'd1', by: 'phone' },
  ];
  await (await open()).close();
  await appendFile(file, old.map((fact, index) => `${JSON.stringify({ ...fact, seq: index + 1, at: 5 })}\n`).join(''));
  const ledger = await open();
  expect(ledger.entries()).toMatchObject(old);
  const { chats } = createPracticeState(ledger.entries()).account(chat.account) ?? {};
  expect(chats?.get(chat.client)).toMatchObject({ unread: 0, timeline: [{ ack: 0 }, { ack: 2, displayed: true }] });
});

test('refuses a ledger with a damaged line in the middle', async () => {
  const ledger = await open();
  await ledger.append([written('one'), written('two')]);
  await ledger.close();
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, ['{"kind":"nonsense"}', ...lines.slice(1)].join('\n'));
  await expect(openLedger(file)).rejects.toBeInstanceOf(LedgerDamaged);
});

test('takes nothing more once it is closed', async () => {
  const ledger = await open();
  await ledger.close();
  await expect(ledger.append([written('late')])).rejects.toThrow('closed');
});
