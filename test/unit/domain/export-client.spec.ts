import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { wordsIn } from '../../../main/app/words.ts';
import type { Lawyer, Message } from '../../../main/contract/entities.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import type { Archive } from '../../../main/domain/archive.ts';
import { exportClient } from '../../../main/domain/export-client.ts';
import { createExportedNames } from '../../../main/domain/exported-names.ts';
import { findOrCreateConversation } from '../../../main/domain/find-or-create-conversation.ts';
import { advanceStatus } from '../../../main/domain/message-status.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { ConversationRef } from '../../../main/domain/stores/conversation-store.ts';
import { createZipArchive } from '../../../main/storage/zip-archive.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { readZip } from '../../support/read-zip.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let files: MemoryAttachmentFiles;
let chat: ConversationRef;
let clock: FakeClock;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  files = new MemoryAttachmentFiles();
  lawyer = await addLawyer(store.database, AT);
  const person = { phone: Phone.parse('+4917000001'), lid: null, name: 'Julia <b>', source: 'whatsapp' } as const;
  chat = await store.database.write((stores) => findOrCreateConversation(stores, lawyer.id, person, AT));
});

test.afterEach(() => store.remove());

let sent = 0;
/** Many messages in one transaction. */
function writeMany(count: number): Promise<void> {
  return store.database.write(async (stores) => {
    for (let number = 0; number < count; number += 1) {
      sent += 1;
      const place = { lawyerId: lawyer.id, conversationId: chat.id, sentAt: AT + sent * 1000 };
      await stores.messages.insert(plainMessage(place, { text: `message ${number}` }));
    }
  });
}

async function write(text: string, file?: { name: string | null; bytes: Buffer | null }): Promise<void> {
  sent += 1;
  const message = plainMessage({ lawyerId: lawyer.id, conversationId: chat.id, sentAt: AT + sent * 1000 }, { text });
  const stored = file?.bytes ? await files.write(parts(file.bytes)) : null;
  await store.database.write(async (stores) => {
    await stores.messages.insert(message);
    if (!file) return;
    await stores.attachments.insert({
      ...{ id: newId('att'), lawyerId: lawyer.id, messageId: message.id, fileName: file.name },
      ...{ declaredType: null, declaredSize: null, declaredSha256: null, durationSeconds: null },
      ...{ width: null, height: null, file: stored, at: AT },
    });
  });
}

async function* parts(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

let language: 'en' | 'ar' = 'en';
const tools = () => ({ database: store.database, files, clock, words: () => wordsIn(language, []) });

function run(archive: Archive, signal = new AbortController().signal, onProgress: (share: number) => void = () => {}) {
  return exportClient(tools(), lawyer.id, chat.clientId, archive, { exportedBy: 'a test', signal, onProgress });
}

const target = (): string => join(store.folder, 'export.zip');
const leftovers = (): string[] => readdirSync(store.folder).filter((name) => !name.startsWith('test.db'));

const contents = () => readZip(target());

function stored(id: ConversationId): Promise<Message[]> {
  return store.database.read(async (stores) => (await stores.messages.list(lawyer.id, id, { limit: 1000 })).rows);
}

test('an export holds each message as it is stored, the files as they came, and a manifest with their hashes', async () => {
  await writeMany(450);
  await write('a letter', { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.7 text') });
  await write('gone', { name: 'gone.pdf', bytes: null });
  expect(await run(createZipArchive(target()))).toBe('done');
  const found = contents();
  const client = await store.database.read((stores) => stores.clients.find(lawyer.id, chat.clientId));
  expect(JSON.parse(String(found.get('client.json')))).toEqual(client);
  const lines = String(found.get('messages.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ file: _, times, ...message }) => [message, times])).toEqual(
    (await stored(chat.id)).map((message) => [message, []]),
  );
  expect(lines.map(({ file }) => file).filter(Boolean)).toEqual(['attachments/letter.pdf']);
  expect(String(found.get('attachments/letter.pdf'))).toBe('%PDF-1.7 text');
  const manifest = JSON.parse(String(found.get('manifest.json')));
  expect(manifest).toMatchObject({
    ...{ messages: 452, exported_by: 'a test', client: { id: chat.clientId } },
    period: { from: lines[0].sent_at, until: lines.at(-1).sent_at },
    completeness: { messages: 452 },
    missing_files: [{ file_name: 'gone.pdf', reason: 'pending' }],
  });
  expect(manifest.files).toHaveLength(found.size - 1);
  for (const { path, size, sha256 } of manifest.files) {
    const bytes = found.get(path) ?? Buffer.alloc(0);
    expect([path, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, size, sha256]);
  }
  expect(leftovers()).toEqual(['export.zip']);
});

test('an export says when each message of the lawyer’s came how far, in its lines and on the page', async () => {
  await write('Hello');
  const place = { lawyerId: lawyer.id, conversationId: chat.id, sentAt: AT + 1_000_000 };
  const message = plainMessage(place, { direction: 'outbound', status: 'sending', text: 'Out' });
  const at = (minute: number) => AT + minute * 60_000;
  await store.database.write(async (stores) => {
    await stores.messages.insert(message);
    const ref = { id: message.id, conversationId: chat.id };
    await advanceStatus(stores, lawyer.id, { ...ref, status: 'sending' }, 'failed', at(30));
    await advanceStatus(stores, lawyer.id, { ...ref, status: 'failed' }, 'sent', at(40));
    await stores.messages.setStatus(lawyer.id, message.id, 'sending', null);
  });
  await run(createZipArchive(target()));
  const found = contents();
  const [inbound, outbound] = String(found.get('messages.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([inbound.times, outbound.times]).toEqual([
    [],
    [
      { status: 'failed', at: new Date(at(30)).toISOString() },
      { status: 'sent', at: new Date(at(40)).toISOString() },
    ],
  ]);
  const { moment } = wordsIn('en', []);
  expect(String(found.get('conversation.html'))).toContain(
    `not sent ${moment(at(30))} · sent ${moment(at(40))} · being sent</p>`,
  );
});

test('the page to read shows what strangers wrote as text, and runs nothing', async () => {
  await write('<script>alert(1)</script> & "quotes"', { name: `a'"><img src=x>.txt`, bytes: Buffer.from('hello') });
  await run(createZipArchive(target()));
  const page = String(contents().get('conversation.html'));
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;');
  expect(page).toContain('<title>Julia &lt;b&gt;</title>');
  expect(page).not.toMatch(/<script|<img|<b>|https?:/);
  expect(page).toContain("default-src 'none'");
});

test('on the page nothing that a stranger wrote turns what stands beside it, and what would is marked', async () => {
  await write('Please see \u202efdp.exe', { name: 'a\u202egpj.exe\u2067', bytes: null });
  await run(createZipArchive(target()));
  const page = String(contents().get('conversation.html'));
  const turned = '<bdi class="turn" title="Hidden character that turns the direction of writing">\u202e</bdi>';
  expect(page).toContain(`<p dir="auto">Please see ${turned}fdp.exe</p>`);
  expect(page).toContain(`A file that is not stored: <bdi>a${turned}gpj.exe\u2060</bdi></p>`);
});

test('the page is written in the language of the window, and read from its side', async () => {
  language = 'ar';
  await write('Hello');
  await run(createZipArchive(target()));
  language = 'en';
  const page = String(contents().get('conversation.html'));
  expect(page).toContain('<html lang="ar" dir="rtl">');
  expect(page).toContain('لا يُعرف مدى اكتمال هذه المحادثة.');
  expect(page).toMatch(/مع <bdi>.+<\/bdi>\. صُدّرت/);
  expect(page).not.toMatch(/undefined|\{\{|Exported|UTC\.<\/p>\n<p class="mark"><\/p>/);
});

test('hostile names of files leave no folder, hide no ending, and are never the same', () => {
  const name = createExportedNames();
  expect(name('../../etc/passwd', null)).toBe('passwd');
  expect(name('C:\\Windows\\evil.exe', null)).toBe('evil.exe');
  expect(name('letter.pdf.exe', null)).toBe('letter_pdf.exe');
  expect(name('photo.exe', 'image/jpeg')).toBe('photo_exe.jpg');
  expect(name('Brief vom 2026.03.01.pdf', 'application/pdf')).toBe('Brief vom 2026.03.01.pdf');
  expect(name('a.pdf', 'application/pdf')).toBe('a.pdf');
  expect(name('A.PDF', 'application/pdf')).toBe('A (2).PDF');
  expect(name('a.pdf', 'application/pdf')).toBe('a (3).pdf');
  expect(name('cafe\u0301.txt', null)).toBe('caf\u00e9.txt');
  expect(name('caf\u00e9.txt', null)).toBe('caf\u00e9 (2).txt');
  expect(name('photo\u202egpj.exe', null)).toBe('photogpj.exe');
  expect(name('con.txt', null)).toBe('_con.txt');
  expect(name(null, 'image/png')).toBe('attachment.png');
  expect(name('..', 'image/png')).toBe('attachment (2).png');
});

test('a file that is damaged is named in the manifest, and keeps no other back', async () => {
  await write('', { name: 'broken.bin', bytes: Buffer.alloc(5000, 1) });
  await write('', { name: 'whole.bin', bytes: Buffer.alloc(5000, 2) });
  const [sha256] = files.stored.keys();
  files.damagedAt.set(sha256 ?? '', 2500);
  expect(await run(createZipArchive(target()))).toBe('done');
  const found = contents();
  expect(found.get('attachments/whole.bin')).toEqual(Buffer.alloc(5000, 2));
  expect(JSON.parse(String(found.get('manifest.json'))).missing_files).toMatchObject([
    { file_name: 'broken.bin', reason: 'attachment_damaged' },
  ]);
});

test('an export that is cancelled leaves nothing, and what was there before stays', async () => {
  writeFileSync(target(), 'before');
  for (let count = 0; count < 30; count += 1) await write('', { name: 'a.bin', bytes: Buffer.alloc(5000, count) });
  const cancel = new AbortController();
  const shares: number[] = [];
  const outcome = await run(createZipArchive(target()), cancel.signal, (share) => {
    shares.push(share);
    if (share > 0.5) cancel.abort();
  });
  expect(outcome).toBe('cancelled');
  expect(shares.at(-1)).toBeLessThan(1);
  expect(leftovers()).toEqual(['export.zip']);
  expect(readFileSync(target(), 'utf8')).toBe('before');
  expect(files.open).toBe(0);
});

test('an export that fails leaves nothing', async () => {
  await write('', { name: 'a.bin', bytes: Buffer.alloc(5000, 1) });
  files.read = async function* () {
    yield Buffer.from('some');
    throw new Error('the disk is gone');
  };
  await expect(run(createZipArchive(target()))).rejects.toThrow('the disk is gone');
  expect(leftovers()).toEqual([]);
  await expect(run(createZipArchive(join(store.folder, 'no such folder', 'export.zip')))).rejects.toThrow('ENOENT');
});

test('of a large chat no more than a part is held at once', async () => {
  await writeMany(700);
  await write('', { name: 'film.mp4', bytes: Buffer.alloc(300_000, 7) });
  let open = 0;
  let most = 0;
  let largest = 0;
  const archive: Archive = {
    async add(_path, content) {
      open += 1;
      most = Math.max(most, open);
      for await (const part of content) largest = Math.max(largest, part.byteLength);
      open -= 1;
    },
    finish: async () => {},
    discard: async () => {},
  };
  expect(await run(archive)).toBe('done');
  expect(most).toBe(1);
  // 200 messages, and never the whole chat or the whole file.
  expect(largest).toBeLessThan(250_000);
});
