import type { AttachmentId, ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { PageMedia } from '../../../main/contract/page-reports.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage, type Outgoing } from '../../../main/domain/accept-message.ts';
import { actOnMessage, type MessageAction } from '../../../main/domain/act-on-message.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { cancelMessage, cancelQueued } from '../../../main/domain/cancel-queued.ts';
import { markReadInWhatsApp } from '../../../main/domain/mark-read-in-whatsapp.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { withSession } from '../../../main/domain/queued-actions.ts';
import { receiveFromPage } from '../../../main/domain/receive-from-page.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { uploadAttachment } from '../../../main/domain/upload-attachment.ts';
import { type Core, expect, HOUR, MINUTE, test } from '../../support/core-fixture.ts';
import { sessionIn } from '../../support/fake-sessions.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { addLawyer } from '../../support/temp-database.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';
const LID_CHAT = '777@lid';
const GROUP = '120363000000000001@g.us';
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const text = (value: string) => MessageText.parse(value);

/** The code of the AppError, and the fields that it names; or what was answered. */
async function outcome<Result>(call: Promise<Result>): Promise<Result | string> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.code, ...error.fields.map(({ field }) => field)].join(' ');
  }
}

const write = <Result>(core: Core, work: (stores: Stores, at: number) => Promise<Result>) =>
  outcome(core.store.database.write((stores) => work(stores, core.clock.now())));
const accept = (core: Core, outgoing: Outgoing) =>
  write(core, (stores, at) => acceptMessage(stores, core.lawyer.id, outgoing, at));
const act = (core: Core, id: MessageId, action: MessageAction) =>
  write(core, (stores, at) => actOnMessage(stores, core.lawyer.id, id, action, at));

/** A message that the page told of; answers with its id here. */
async function stored(core: Core, change: object = {}): Promise<{ id: MessageId; conversationId: ConversationId }> {
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), ...change });
  await core.store.database.write((stores) =>
    receiveFromPage(stores, core.lawyer.id, [{ kind: 'message', message }], 'live', core.clock.now()),
  );
  const [row] = core.store.rows<{ id: MessageId; conversationId: ConversationId }>(
    'SELECT id, conversation_id AS conversationId FROM messages WHERE whatsapp_id = ?',
    message.id,
  );
  if (!row) throw new Error('it is stored');
  return row;
}

async function upload(core: Core, fileName = 'photo.jpg', bytes: Buffer = JPEG, files = new MemoryAttachmentFiles()) {
  const parts = (async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  })();
  const deps = { database: core.store.database, files, clock: core.clock };
  return outcome(uploadAttachment(deps, core.lawyer.id, { fileName, declaredType: 'image/jpeg', bytes: parts }));
}

async function uploadedId(core: Core, fileName?: string, bytes?: Buffer): Promise<AttachmentId> {
  const attachment = await upload(core, fileName, bytes);
  if (typeof attachment === 'string') throw new Error(attachment);
  return attachment.id;
}

async function withGroup(core: Core): Promise<{ id: MessageId; conversationId: ConversationId }> {
  const settings = {
    ...(await core.store.database.read((s) => s.lawyerSettings.get(core.lawyer.id))),
    groups: 'read_only',
  };
  await core.store.database.write((s) => s.lawyerSettings.set(core.lawyer.id, settings as never, core.clock.now()));
  return stored(core, { chat: GROUP, author: BEA_CHAT });
}

test('a text to a number, and one into a conversation, wait to be sent', async ({ core }) => {
  const first = await accept(core, { to: BEA, text: text('one') });
  if (typeof first === 'string') throw new Error(first);
  expect(await accept(core, { conversation_id: first.conversationId, text: text('two') })).toMatchObject({
    conversationId: first.conversationId,
  });
  expect(core.store.rows('SELECT type, state, phone_number FROM outbox')).toEqual([
    { type: 'send', state: 'queued', phone_number: BEA },
    { type: 'send', state: 'queued', phone_number: BEA },
  ]);
});

test('somebody who is known by a lid alone is answered in the chat that they wrote in', async ({ core }) => {
  const { conversationId } = await stored(core, { chat: LID_CHAT, text: 'A question' });
  await accept(core, { conversation_id: conversationId, text: text('An answer') });
  await core.live();
  await core.clock.advance(MINUTE);
  expect(core.account.arrived.map(({ chat }) => chat)).toEqual([LID_CHAT]);
});

test('what cannot be sent is refused with its reason, and nothing is left of it', async ({ core }) => {
  const other = await addLawyer(core.store.database, core.clock.now());
  const { id, conversationId } = await stored(core);
  const elsewhere = await stored(core, { chat: '4917000009@c.us' });
  const group = await withGroup(core);
  const attachment = await uploadedId(core);
  const foreign = await core.store.database.write((stores) =>
    acceptMessage(stores, other.id, { to: BEA, text: text('foreign') }, core.clock.now()),
  );
  const queued = await accept(core, { to: BEA, text: text('queued') });
  if (typeof queued === 'string') throw new Error(queued);
  const before = core.store.content();
  const cases: [Outgoing, string][] = [
    [{ conversation_id: newId('con'), text: text('x') }, 'conversation_not_found'],
    [{ conversation_id: foreign.conversationId, text: text('x') }, 'conversation_not_found'],
    [{ conversation_id: group.conversationId, text: text('x') }, 'group_is_read_only'],
    [{ to: BEA }, 'invalid_request text'],
    [{ to: BEA, text: text('x'), reply_to: newId('msg') }, 'message_not_found reply_to'],
    [{ to: BEA, text: text('x'), reply_to: elsewhere.id }, 'message_not_found reply_to'],
    [{ to: BEA, text: text('x'), reply_to: foreign.id }, 'message_not_found reply_to'],
    [{ to: BEA, text: text('x'), reply_to: queued.id }, 'message_not_in_whatsapp reply_to'],
    [{ to: BEA, attachment: { id: newId('att') } }, 'attachment_not_found attachment.id'],
    [{ to: BEA, attachment: { id: attachment, use: 'video' } }, 'file_type_not_allowed attachment.use'],
  ];
  for (const [outgoing, code] of cases) {
    expect(await accept(core, outgoing), JSON.stringify(outgoing)).toBe(code);
    expect(core.store.content() === before, JSON.stringify(outgoing)).toBe(true);
  }
  // The same with nothing wrong.
  const fine = { conversation_id: conversationId, text: text('x'), attachment: { id: attachment }, reply_to: id };
  expect(await accept(core, fine)).toMatchObject({ conversationId });
});

test('a file is sent with one message, and its caption only where WhatsApp shows one', async ({ core }) => {
  const id = await uploadedId(core);
  await accept(core, { to: BEA, attachment: { id } });
  expect(await accept(core, { to: BEA, attachment: { id } })).toBe('attachment_in_use attachment.id');
  const song = await uploadedId(core, 'song.mp3', Buffer.from('fff3e4c40000000000000000000000000000', 'hex'));
  core.store.run("UPDATE attachments SET mime_type = 'audio/mpeg' WHERE id = ?", song);
  expect(await accept(core, { to: BEA, text: text('listen'), attachment: { id: song } })).toBe('invalid_request text');
  expect(await accept(core, { to: BEA, attachment: { id: song, use: 'voice' } })).toMatchObject({
    id: expect.any(String),
  });
});

test('the file of a message that was taken back or has failed can be sent with another one, and stays with the first', async ({
  core,
}) => {
  for (const end of ['cancelled', 'failed']) {
    const id = await uploadedId(core);
    const first = await accept(core, { to: BEA, attachment: { id } });
    if (typeof first === 'string') throw new Error(first);
    core.store.run('UPDATE messages SET status = ? WHERE id = ?', end, first.id);
    const again = await accept(core, { to: BEA, attachment: { id } });
    if (typeof again === 'string') throw new Error(again);
    const shown = await core.store.database.read((stores) =>
      Promise.all([first, again].map((message) => stores.messages.find(core.lawyer.id, message.id))),
    );
    expect(shown.map((message) => message?.attachment)).toMatchObject([
      { id, status: 'stored', file_name: 'photo.jpg' },
      { status: 'stored', file_name: 'photo.jpg', sha256: shown[0]?.attachment?.sha256 },
    ]);
  }
});

test('a file that has not come from WhatsApp yet is not ready to be sent', async ({ core }) => {
  const media = PageMedia.parse({ mimeType: 'image/jpeg', fileName: 'x.jpg', size: 5 });
  await stored(core, { type: 'image', media });
  const [row] = core.store.rows<{ id: AttachmentId }>("SELECT id FROM attachments WHERE status = 'pending'");
  if (!row) throw new Error('it waits to be fetched');
  expect(await accept(core, { to: BEA, attachment: row })).toBe('attachment_not_ready attachment.id');
});

test('a file that can be run is not taken in, and leaves no bytes behind', async ({ core }) => {
  const files = new MemoryAttachmentFiles();
  const before = core.store.content();
  const bytes = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(500)]);
  for (const [name, content] of [
    ['virus.exe', JPEG],
    ['brief.pdf.scr', JPEG],
    ['photo.jpg', bytes('4d5a90000300')],
    ['brief.pdf', bytes('7f454c46020101')],
    ['notes.txt', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ] as const) {
    expect(await upload(core, name, content, files), name).toBe('file_type_not_allowed file');
  }
  expect([files.stored.size, core.store.content() === before]).toEqual([0, true]);
});

test('a program by its type alone is not taken in either, and its bytes are nobody’s', async ({ core }) => {
  class Typed extends MemoryAttachmentFiles {
    override async write(parts: AsyncIterable<Uint8Array>) {
      return { ...(await super.write(parts)), mimeType: 'application/vnd.android.package-archive' };
    }
  }
  const files = new Typed();
  const content = Buffer.from('PK and so on');
  expect(await upload(core, 'app.zip', content, files)).toBe('file_type_not_allowed file');
  const used = [...files.stored.keys()].map((sha256) =>
    core.store.database.read((stores) => stores.attachments.isUsed(sha256)),
  );
  expect(await Promise.all(used)).toEqual([false]);
});

test('an upload is measured as it comes, and an empty one is none', async ({ core }) => {
  const files = new MemoryAttachmentFiles();
  const settings = await core.store.database.read((stores) => stores.lawyerSettings.get(core.lawyer.id));
  const small = { ...settings, max_attachment_bytes: 20 };
  await core.store.database.write((stores) => stores.lawyerSettings.set(core.lawyer.id, small, core.clock.now()));
  expect(await upload(core, 'a.jpg', Buffer.concat([JPEG, Buffer.alloc(1)]), files)).toBe('body_too_large body');
  expect(await upload(core, 'a.jpg', Buffer.alloc(0), files)).toBe('invalid_request body');
  expect(files.stored.size).toBe(0);
  expect(await upload(core, 'a.jpg', JPEG, files)).toMatchObject({ status: 'stored', size: 20, file_name: 'a.jpg' });
  files.free = 0;
  expect(await upload(core, 'b.jpg', JPEG, files)).toBe('disk_almost_full');
});

test('a name that hides where it leads is made harmless', async ({ core }) => {
  expect(await upload(core, '../../etc/Klage\u202Efdp.jpg')).toMatchObject({ file_name: 'Klagefdp.jpg' });
});

test('a message is acted on only where WhatsApp has it, allows it, and it is our own', async ({ core }) => {
  const theirs = await stored(core, { text: 'theirs' });
  const ours = await stored(core, { text: 'ours', fromMe: true, ack: 1 });
  const picture = await stored(core, { text: '', fromMe: true, ack: 1, type: 'location' });
  const group = await withGroup(core);
  const queued = await accept(core, { to: BEA, text: text('queued') });
  if (typeof queued === 'string') throw new Error(queued);
  const edit: MessageAction = { type: 'edit', text: text('better') };
  const revoke: MessageAction = { type: 'revoke' };
  const react: MessageAction = { type: 'react', emoji: '👍' };
  const before = core.store.content();
  const cases: [MessageId, MessageAction, string][] = [
    [newId('msg'), react, 'message_not_found'],
    [group.id, react, 'group_is_read_only'],
    [queued.id, react, 'message_not_in_whatsapp'],
    [queued.id, revoke, 'message_not_in_whatsapp'],
    [theirs.id, edit, 'message_not_own'],
    [theirs.id, revoke, 'message_not_own'],
    [picture.id, edit, 'invalid_request text'],
  ];
  for (const [id, action, code] of cases) {
    expect(await act(core, id, action), `${action.type}: ${code}`).toBe(code);
  }
  expect(core.store.content()).toBe(before);
  expect(await act(core, theirs.id, react)).toMatchObject({ action: 'react', state: 'queued', message_id: theirs.id });
  await core.clock.advance(15 * MINUTE);
  expect(await act(core, ours.id, edit)).toMatchObject({ action: 'edit' });
  await core.clock.advance(1_000);
  expect(await act(core, ours.id, edit)).toBe('too_late_in_whatsapp');
  await core.clock.advance(59 * HOUR + 44 * MINUTE);
  expect(await act(core, ours.id, revoke)).toMatchObject({ action: 'revoke' });
  await core.clock.advance(MINUTE);
  expect(await act(core, ours.id, revoke)).toBe('too_late_in_whatsapp');
  expect(await act(core, theirs.id, react)).toMatchObject({ action: 'react' });
});

test('what was taken back can be neither answered nor acted on', async ({ core }) => {
  const gone = await stored(core);
  await core.store.database.write((stores) => stores.messages.revoke(core.lawyer.id, gone.id, core.clock.now()));
  expect(await act(core, gone.id, { type: 'react', emoji: '👍' })).toBe('message_not_in_whatsapp');
  expect(await accept(core, { to: BEA, text: text('x'), reply_to: gone.id })).toBe('message_not_in_whatsapp reply_to');
});

test('a chat is marked as read with its client only where it is a person’s', async ({ core }) => {
  const { conversationId } = await stored(core);
  const group = await withGroup(core);
  const mark = (id: ConversationId) => write(core, (stores, at) => markReadInWhatsApp(stores, core.lawyer.id, id, at));
  expect(await mark(newId('con'))).toBe('conversation_not_found');
  expect(await mark(group.conversationId)).toBe('group_is_read_only');
  expect(await mark(conversationId)).toMatchObject({ action: 'mark_read', message_id: null });
});

test('what is not begun can be taken back, once, by its number or by its message', async ({ core }) => {
  const first = await accept(core, { to: BEA, text: text('one') });
  const second = await accept(core, { to: BEA, text: text('two') });
  if (typeof first === 'string' || typeof second === 'string') throw new Error('accepted');
  const [row] = core.store.rows<{ id: number }>('SELECT id FROM outbox WHERE message_id = ?', first.id);
  const other = await addLawyer(core.store.database, core.clock.now());
  const byNumber = (lawyerId = core.lawyer.id) =>
    write(core, (stores, at) => cancelQueued(stores, lawyerId, row?.id ?? 0, at));
  const byMessage = (lawyerId = core.lawyer.id) =>
    write(core, (stores, at) => cancelMessage(stores, lawyerId, second.id, at));
  expect([await byNumber(other.id), await byMessage(other.id)]).toEqual([
    'queued_action_not_found',
    'message_not_found',
  ]);
  expect([await byNumber(), await byNumber()]).toEqual([undefined, 'queued_action_not_found']);
  expect([await byMessage(), await byMessage()]).toEqual([undefined, 'already_on_its_way']);
  expect([core.statusOf('one'), core.statusOf('two'), core.queue()]).toEqual([['cancelled'], ['cancelled'], []]);
  expect(core.told('message')).toEqual(['message.cancelled', 'message.cancelled']);
});

test('what the page was asked for cannot be taken back any more', async ({ core }) => {
  const host = await core.live();
  host.faults.push('hangs');
  const id = (await core.life.send(BEA, 'Out')) as MessageId;
  await core.clock.advance(1_000);
  const [row] = core.store.rows<{ id: number }>('SELECT id FROM outbox');
  expect(await write(core, (stores, at) => cancelMessage(stores, core.lawyer.id, id, at))).toBe('already_on_its_way');
  expect(await write(core, (stores, at) => cancelQueued(stores, core.lawyer.id, row?.id ?? 0, at))).toBe(
    'already_on_its_way',
  );
  expect(core.statusOf('Out')).toEqual(['sending']);
});

test('everything that waits, waits for the session while it is not ready', async ({ core }) => {
  await accept(core, { to: BEA, text: text('one') });
  const { rows } = await core.store.database.read((stores) => stores.outbox.list(core.lawyer.id, { limit: 10 }));
  const [action] = rows;
  if (!action) throw new Error('it waits');
  expect(withSession(action, sessionIn('ready'))).toEqual(action);
  expect(withSession(action, sessionIn('qr'))).toMatchObject({ waits_for: 'session', due_at: null });
  const failed = { ...action, state: 'failed', waits_for: null } as const;
  expect(withSession(failed, sessionIn('qr'))).toEqual(failed);
});
