import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { createPracticeClient } from '../../../main/practice/practice-client.ts';
import { openPageDevice } from './page-device.ts';

const entry = join(import.meta.dirname, '../../../main/practice/standalone.ts');
const account = '4915100001';
const client = '4917000001';
let folder = '';
let running: ChildProcess | undefined;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-alone-'));
});

test.afterEach(async () => {
  await end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<{ url: string; pid: number }> {
  const child = spawn(process.execPath, [entry, '--port', '0', '--ledger', join(folder, 'ledger.jsonl')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('PRACTICE_READY ')) return JSON.parse(line.slice('PRACTICE_READY '.length));
  }
  throw new Error('the practice server did not start');
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code as number | null;
}

test('has the same devices and messages after a kill', async () => {
  const first = await start();
  expect(first.pid).toBe(running?.pid);
  let people = createPracticeClient(first.url);
  const waiting = await openPageDevice(first.url);
  await people.scan({ ref: String((await waiting.next('code')).full), phone: account, name: 'Dr. Law' });
  await waiting.next('linked');
  await people.writeAsClient({ account, client, text: 'before the kill', name: 'Erika' });
  await waiting.send(client, '3EB00011223344556677', 'answered before the kill');
  const before = await people.ledger();
  await end('SIGKILL');

  const second = await start();
  people = createPracticeClient(second.url);
  expect((await people.ledger()).slice(0, before.length)).toEqual(before);
  const again = await openPageDevice(second.url, { id: waiting.id });
  expect((await again.get('snapshot')).body).toMatchObject({
    linked: { account, name: 'Dr. Law' },
    chats: [{ chat: `${client}@c.us`, name: 'Erika', recent: [{}, { id: '3EB00011223344556677' }] }],
  });
  // Whatever the kill interrupted, the phone shows the answer exactly once.
  await expect.poll(async () => (await people.readClientPhone(account, client)).at(-1)?.status).toBe('read');
  expect(await people.readClientPhone(account, client)).toHaveLength(2);
  again.close();
});

test('has the same files, edits, revokes and reactions after a kill, whatever it was doing', async () => {
  const first = await start();
  const people = createPracticeClient(first.url);
  const at = { account, client };
  const bytes = Buffer.from('evidence');
  const file = { name: 'a.pdf', type: 'application/pdf', base64: bytes.toString('base64') };
  const { id: document } = await people.writeAsClient({ ...at, kind: 'document', file });
  const { id: text } = await people.writeAsClient({ ...at, text: 'frist' });
  await people.act(at, { action: 'edit', message: text, text: 'first' });
  await people.act(at, { action: 'react', message: document, emoji: '📎' });
  const known = await people.readClientPhone(account, client);
  // A storm of writing, in the middle of which it dies: what was acknowledged is there, the rest may be.
  const written: string[] = [];
  const storm = Array.from({ length: 200 }, (_, n) =>
    people.writeAsClient({ account, client: `${4917000100 + (n % 5)}`, kind: 'document', file, text: `${n}` }).then(
      ({ id }) => void written.push(id),
      () => {},
    ),
  );
  await expect.poll(() => written.length).toBeGreaterThan(20);
  await end('SIGKILL');
  await Promise.all(storm);

  const second = createPracticeClient((await start()).url);
  expect(await second.readClientPhone(account, client)).toEqual(known);
  const entries = await second.ledger();
  const kept = new Set(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.id] : [])));
  expect(written.filter((id) => !kept.has(id))).toEqual([]);
  for (const entry of entries) {
    if (entry.kind === 'message' && entry.media) expect(await second.file(entry.media.sha256)).toEqual(bytes);
  }
});

test('ends cleanly on SIGTERM, also with a page connected', async () => {
  const { url } = await start();
  const waiting = await openPageDevice(url);
  await waiting.next('code');
  expect(await end('SIGTERM')).toBe(0);
});

test('says what it needs when it is called wrongly', async () => {
  const child = spawn(process.execPath, [entry, '--port', 'many'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(2);
  expect(said).toContain('--ledger FILE');
});
