import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { wordsIn } from '../../../main/app/words.ts';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { Phone } from '../../../main/contract/values.ts';
import { type ClientExports, createClientExports } from '../../../main/domain/client-exports.ts';
import { findOrCreateConversation } from '../../../main/domain/find-or-create-conversation.ts';
import type { ConversationRef } from '../../../main/domain/stores/conversation-store.ts';
import { windowDatabase } from '../../../main/ipc/window-database.ts';
import { createZipArchive } from '../../../main/storage/zip-archive.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let chat: ConversationRef;
let clock: FakeClock;
let identity: FakeIdentity;
/** While the person is asked where to. */
let whileChosen: () => void;
let asked: number;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  identity.become('owner');
  whileChosen = () => {};
  asked = 0;
  lawyer = await addLawyer(store.database, AT);
  const person = { phone: Phone.parse('+4917000001'), lid: null, name: 'Julia', source: 'whatsapp' } as const;
  chat = await store.database.write((stores) => findOrCreateConversation(stores, lawyer.id, person, AT));
  await store.database.write(async (stores) => {
    for (let number = 0; number < 20; number += 1) {
      const place = { lawyerId: lawyer.id, conversationId: chat.id, sentAt: AT + number * 1000 };
      await stores.messages.insert(plainMessage(place, { text: `message ${number}` }));
    }
  });
});

test.afterEach(() => store.remove());

const target = (): string => join(store.folder, 'export.zip');
const leftovers = (): string[] => readdirSync(store.folder).filter((name) => !name.startsWith('test.db'));

const tools = () => ({
  ...{ database: store.database, files: new MemoryAttachmentFiles(), clock, identity },
  words: () => wordsIn('en', []),
  async openArchive() {
    asked += 1;
    const archive = createZipArchive(target());
    whileChosen();
    return archive;
  },
});

/** As the window asks for it. */
const start = (exports: ClientExports) => {
  const { read } = windowDatabase({ database: store.database, clock, identity });
  return exports.start(lawyer.id, chat.clientId, read);
};

test('a place that is chosen after the window has locked, or by another one, begins no export and gets nothing', async () => {
  const told: unknown[] = [];
  const exports = createClientExports({ ...tools(), told: (...all) => void told.push(all) });
  for (const next of ['locked', 'nobody', 'owner'] as const) {
    identity.become('owner');
    whileChosen = () => identity.become(next);
    await expect(start(exports), next).rejects.toMatchObject({ code: 'session_ended' });
  }
  expect(told).toEqual([]);
  expect(leftovers()).toEqual([]);
});

test('nobody is asked for a place any more when the window has locked before', async () => {
  const exports = createClientExports({ ...tools(), told: () => {} });
  const late = start(exports);
  identity.become('locked');
  await expect(late).rejects.toMatchObject({ code: 'session_ended' });
  await expect(start(exports)).rejects.toMatchObject({ code: 'session_locked' });
  expect(asked).toBe(0);
});

test('an export whose place was chosen goes on when the window locks', async () => {
  const exports = createClientExports({ ...tools(), told: () => identity.become('locked') });
  expect(await start(exports)).toBe('done');
  expect(existsSync(target())).toBe(true);
});

test('one client is exported once at a time, with progress that is told until it has ended', async () => {
  const told: (number | null)[] = [];
  const exports = createClientExports({
    ...tools(),
    told: (_lawyer, _client, progress) => void told.push(progress?.percent ?? null),
  });
  const first = start(exports);
  const second = start(exports);
  await expect(second).rejects.toMatchObject({ code: 'already_on_its_way' });
  expect(await first).toBe('done');
  expect(told.at(0)).toBe(0);
  expect(told.at(-1)).toBeNull();
  expect(told.at(-2)).toBe(100);
  expect(exports.progress(lawyer.id, chat.clientId)).toBeNull();
  expect(leftovers()).toEqual(['export.zip']);
});

test('when the app ends, what is under way is cancelled and leaves nothing', async () => {
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const exports = createClientExports({
    ...tools(),
    told: () => begun(),
  });
  const outcome = start(exports);
  await isBegun;
  await exports.stop();
  expect(await outcome).toBe('cancelled');
  expect(leftovers()).toEqual([]);
});
