import { expect, test } from '@playwright/test';
import { createServeAttachment, type ServeAttachment } from '../../../main/app/serve-attachments.ts';
import type { AttachmentId, ConversationId, LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { listAccesses } from '../../../main/domain/accesses.ts';
import { createGrant } from '../../../main/domain/manage-grants.ts';
import { createStaff } from '../../../main/domain/manage-staff.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { StaffMember } from '../../../main/domain/staff.ts';
import { createCallAudit } from '../../../main/ipc/audit-calls.ts';
import { conversationCalls } from '../../../main/ipc/calls/conversations.ts';
import { createFileLooks } from '../../../main/ipc/file-looks.ts';
import type { CallHandlers } from '../../../main/ipc/handlers-of.ts';
import { createOpenings } from '../../../main/ipc/openings.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeSessions } from '../../support/fake-sessions.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const MINUTE = 60_000;

let store: TempDatabase;
let clock: FakeClock;
let identity: FakeIdentity;
let files: MemoryAttachmentFiles;
let serve: ServeAttachment;
let open: (conversation: ConversationId) => Promise<unknown>;
let lawyer: LawyerId;
let sam: StaffMember;
let granted: ConversationId;
let photos: AttachmentId[];
let foreign: AttachmentId;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  files = new MemoryAttachmentFiles();
  const { database } = store;
  lawyer = (await addLawyer(database, clock.now())).id;
  const chat = (phone: string) => storeMessage(database, lawyer, { phone: Phone.parse(phone), at: clock.now() });
  const first = await chat('+4915112345678');
  granted = first.conversationId;
  photos = [await photoOf(first.id), await photoOf((await chat('+4915112345678')).id)];
  foreign = await photoOf((await chat('+4915112345679')).id);
  sam = await database.write((stores) => {
    const details = { name: 'sam', email: 'sam@example.org', role: 'support', passwordHash: '' } as const;
    return createStaff(stores, details, clock.now());
  });
  await database.write((stores) =>
    createGrant(
      stores,
      lawyer,
      { staffId: sam.id, conversationIds: [granted], expires: clock.now() + 60 * MINUTE, reason: 'x' },
      clock.now(),
    ),
  );
  const openings = createOpenings({ database, clock });
  serve = createServeAttachment(createFileLooks({ database, clock, identity, openings }), files);
  const audit = createCallAudit({ database, clock, identity, openings });
  const sessions = new FakeSessions();
  const calls = audit.wrap({ ...conversationCalls({ database: audit.database, clock, sessions }) } as CallHandlers);
  open = (conversation_id) => calls['conversations.messages']({ lawyer_id: lawyer, conversation_id });
});

test.afterEach(() => store.remove());

async function photoOf(messageId: MessageId): Promise<AttachmentId> {
  const id = newId('att');
  const file = await files.write(once(Buffer.from(`photo ${id}`)));
  const small = await files.write(once(Buffer.from(`small ${id}`)));
  await store.database.write(async (stores) => {
    await stores.attachments.insert({
      ...{ id, lawyerId: lawyer, messageId, fileName: 'letter.jpg', declaredType: null, declaredSize: null },
      ...{ declaredSha256: null, durationSeconds: null, width: null, height: null, at: clock.now() },
      file: { ...file, mimeType: 'image/jpeg' },
    });
    await stores.attachments.setThumbnail(lawyer, id, small.sha256);
  });
  return id;
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}

const status = async (id: AttachmentId | undefined, part = '') =>
  (await serve(`/attachments/${lawyer}/${id}${part}`, null)).status;

const accesses = async () => {
  const { rows } = await store.database.read((stores) => listAccesses(stores, lawyer, undefined, { limit: 50 }));
  return rows.map(({ name, action, chats, outcome }) => [name, action, chats.map(({ id }) => id), outcome]);
};

test('each file that support opens is one line for the lawyer, however often and in which parts it is read', async () => {
  identity.become('support', { id: sam.id });
  const [first, second] = photos;
  for (const range of [null, 'bytes=0-3', 'bytes=4-']) {
    expect((await serve(`/attachments/${lawyer}/${first}`, range)).ok).toBe(true);
  }
  expect(await status(second)).toBe(200);
  await clock.advance(10 * MINUTE);
  expect(await status(second)).toBe(200);
  expect(await accesses()).toEqual(Array(3).fill(['sam', 'attachments.show', [granted], 'done']));
  const subjects = store.rows<{ subjects: string }>(
    "SELECT subjects FROM audit_log WHERE action = 'attachments.show' ORDER BY number",
  );
  expect(subjects.map((row) => JSON.parse(row.subjects))).toEqual(
    [first, second, second].map((id) => [lawyer, granted, id]),
  );
});

test('the small pictures of a chat that was opened are no lines of their own, and without it one', async () => {
  identity.become('support', { id: sam.id });
  for (const id of photos) expect(await status(id, '/thumbnail')).toBe(200);
  expect(await accesses()).toEqual([['sam', 'attachments.thumbnail', [granted], 'done']]);
  await open(granted);
  expect(await accesses()).toEqual([
    ['sam', 'conversations.messages', [granted], 'done'],
    ['sam', 'attachments.thumbnail', [granted], 'done'],
  ]);
  await clock.advance(9 * MINUTE);
  await open(granted);
  for (const id of photos) expect(await status(id, '/thumbnail')).toBe(200);
  expect(await accesses()).toHaveLength(2);
});

test('a file that was not granted is not there for support, and the lawyer sees that it was tried', async () => {
  identity.become('support', { id: sam.id });
  expect(await status(foreign)).toBe(404);
  expect(await status(foreign)).toBe(404);
  expect(await status(foreign, '/thumbnail')).toBe(404);
  expect(await accesses()).toEqual([
    ['sam', 'attachments.thumbnail', [], 'attachment_not_found'],
    ['sam', 'attachments.show', [], 'attachment_not_found'],
  ]);
});

test('a file whose look cannot be written down is not shown', async () => {
  identity.become('support', { id: sam.id });
  store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  for (const part of ['', '/thumbnail']) {
    const shown = await status(photos[0], part).catch(() => 'failed');
    expect(shown).toBe('failed');
  }
});

test('whoever may see every chat opens files without a line of their own, and a locked window none', async () => {
  for (const part of ['', '/thumbnail']) expect(await status(foreign, part)).toBe(200);
  identity.become('locked');
  for (const part of ['', '/thumbnail']) expect(await status(foreign, part)).toBe(404);
  expect(await accesses()).toEqual([]);
});
