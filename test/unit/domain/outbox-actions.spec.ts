import { createHash, randomBytes } from 'node:crypto';
import type { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import { FILE_PART_BYTES } from '../../../main/contract/page-channels.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { actOnMessage, type MessageAction } from '../../../main/domain/act-on-message.ts';
import { cancelQueued } from '../../../main/domain/cancel-queued.ts';
import { markReadInWhatsApp } from '../../../main/domain/mark-read-in-whatsapp.ts';
import { uploadAttachment } from '../../../main/domain/upload-attachment.ts';
import { type Core, expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import type { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');

/** A message of the client's that is stored. */
async function received(core: Core, text = 'In'): Promise<MessageId> {
  await core.host.messages(core.account.write(BEA_CHAT, { timestamp: core.seconds(), text }));
  await settle();
  return idOf(core, text);
}

/** One of ours that WhatsApp has. */
async function sent(core: Core, text = 'Out'): Promise<MessageId> {
  await core.life.send(BEA, text);
  await settle();
  return idOf(core, text);
}

function idOf(core: Core, text: string): MessageId {
  const [row] = core.store.rows<{ id: MessageId }>('SELECT id FROM messages WHERE content = ?', text);
  if (!row) throw new Error(`no such message: ${text}`);
  return row.id;
}

const act = async (core: Core, id: MessageId, action: MessageAction) => {
  const queued = await core.life.write((stores) => actOnMessage(stores, core.lawyer.id, id, action, core.clock.now()));
  await settle();
  return queued;
};
const edit = (text: string): MessageAction => ({ type: 'edit', text: MessageText.parse(text) });
const stored = (core: Core, id: MessageId) =>
  core.store.database.read((stores) => stores.messages.find(core.lawyer.id, id));

/** A file of so many bytes, uploaded to be sent. */
async function uploaded(core: Core, fileName: string, bytes: Buffer): Promise<AttachmentId> {
  const { files } = core.life;
  const upload = {
    fileName,
    declaredType: null,
    bytes: (async function* () {
      yield bytes;
    })(),
  };
  const deps = { database: core.store.database, files, clock: core.clock };
  return (await uploadAttachment(deps, core.lawyer.id, upload)).id;
}

test('a reaction, an edit and a revoke are done in WhatsApp, and what the page then shows is stored', async ({
  core,
}) => {
  const host = await core.live();
  const theirs = await received(core);
  const ours = await sent(core);
  await act(core, theirs, { type: 'react', emoji: '👍' });
  await act(core, ours, edit('Better'));
  expect([host.asked.filter((name) => ['react', 'edit'].includes(name)), core.queue()]).toEqual([
    ['react', 'edit'],
    [],
  ]);
  expect(await stored(core, theirs)).toMatchObject({ reactions: [{ emoji: '👍', from: 'lawyer' }] });
  expect(await stored(core, ours)).toMatchObject({ text: 'Better', status: 'sent', edited_at: expect.any(String) });
  await act(core, ours, { type: 'revoke' });
  await act(core, theirs, { type: 'react', emoji: '' });
  // WhatsApp tells the order of two changes to one message by the second.
  expect(core.queue()).toMatchObject([
    { type: 'revoke', state: 'queued' },
    { type: 'react', state: 'queued' },
  ]);
  await core.clock.advance(2_000);
  expect(await stored(core, ours)).toMatchObject({ text: 'Better', revoked_at: expect.any(String) });
  expect((await stored(core, theirs))?.reactions).toEqual([]);
  expect(core.told('message')).toEqual([
    'message.received',
    'message.sent',
    'message.reaction',
    'message.edited',
    'message.revoked',
    'message.reaction',
  ]);
});

test('a chat is shown as read to the client when that is asked for, and then only', async ({ core }) => {
  await core.live();
  const theirs = await received(core);
  expect(core.account.markedRead).toEqual([]);
  const message = await stored(core, theirs);
  if (!message) throw new Error('it is stored');
  await core.life.write((stores) =>
    markReadInWhatsApp(stores, core.lawyer.id, message.conversation_id, core.clock.now()),
  );
  await settle();
  expect([core.account.markedRead, core.queue()]).toEqual([[BEA_CHAT], []]);
});

for (const fault of ['hangs', 'does-then-hangs', 'dies', 'does-then-refuses'] as const) {
  test(`an action is done again, and in the end done, when the page ${fault}`, async ({ core }) => {
    const host = await core.live();
    const ours = await sent(core);
    host.actFaults.push(fault);
    await act(core, ours, edit('Better'));
    host.timeOut();
    await core.clock.advance(2 * MINUTE);
    expect([core.queue(), (await stored(core, ours))?.text]).toEqual([[], 'Better']);
    expect(core.told('message')).toEqual(['message.sent', 'message.edited']);
  });
}

test('an action that WhatsApp refuses is told once, shown until somebody takes it away, and in nobody’s way', async ({
  core,
}) => {
  const host = await core.live();
  const ours = await sent(core);
  host.actFaults.push(...Array(10).fill('refuses'));
  const { id } = await act(core, ours, { type: 'revoke' });
  await core.clock.advance(10 * MINUTE);
  expect(core.queue()).toEqual([
    { type: 'revoke', state: 'failed', waits_for: null, attempts: 3, error: 'refused_by_whatsapp' },
  ]);
  expect([host.count('revoke'), core.told('message')]).toEqual([3, ['message.sent', 'message.action_failed']]);
  host.actFaults.length = 0;
  await sent(core, 'Next');
  await act(core, ours, edit('Better'));
  expect([core.account.arrivals('Next'), (await stored(core, ours))?.text]).toEqual([1, 'Better']);
  await core.life.write((stores) => cancelQueued(stores, core.lawyer.id, id, core.clock.now()));
  expect(core.queue()).toEqual([]);
});

test('an action that nothing ever answers is given up after many tries, and told', async ({ core }) => {
  const host = await core.live();
  const ours = await sent(core);
  host.silent.add('react');
  await act(core, ours, { type: 'react', emoji: '👍' });
  for (let time = 0; time < 60; time++) {
    core.host.silent.add('react');
    core.host.timeOut();
    await core.clock.advance(MINUTE);
  }
  expect(core.queue()).toMatchObject([{ state: 'failed', error: 'no_answer_from_whatsapp' }]);
  expect(core.told('message')).toEqual(['message.sent', 'message.action_failed']);
});

test('an action that waits is not lost by a kill, and the app does it in its next life', async ({ core }) => {
  for (const point of ['outbox.markSending', 'before react', 'after react', 'outbox.remove']) {
    await core.live();
    const theirs = await received(core, `In ${point}`);
    core.life.diesAt = (where) => where === point;
    void act(core, theirs, { type: 'react', emoji: '❤️' });
    await settle();
    expect(core.life.dead, point).toBe(true);
    await core.restart();
    await core.clock.advance(MINUTE);
    expect([core.queue(), (await stored(core, theirs))?.reactions], point).toMatchObject([[], [{ emoji: '❤️' }]]);
    core.life.kill();
    await core.store.reopen();
  }
});

test('an action whose ability is missing waits, and everything else goes on', async ({ core }) => {
  const host = await core.live();
  const theirs = await received(core);
  await host.capability('react', null);
  await act(core, theirs, { type: 'react', emoji: '👍' });
  await sent(core);
  expect([core.queue(), core.account.arrivals('Out')]).toMatchObject([[{ type: 'react', waits_for: 'ability' }], 1]);
  await host.capability('react', 'wa-js');
  await core.clock.advance(MINUTE);
  expect(core.queue()).toEqual([]);
});

test('a file is put into the page part by part, and sent once, with its caption, name and use', async ({ core }) => {
  const host = await core.live();
  const bytes = Buffer.concat([JPEG, randomBytes(2 * FILE_PART_BYTES + 1234)]);
  const id = await uploaded(core, 'photo.jpg', bytes);
  const caption = MessageText.parse('Look');
  await core.life.accept({ to: BEA, text: caption, attachment: { id } });
  await settle();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(core.account.arrived).toMatchObject([
    { chat: BEA_CHAT, text: 'Look', file: { sha256, use: 'image', name: 'photo.jpg' } },
  ]);
  expect([host.count('stageFile'), host.count('sendFile'), core.statusOf('Look')]).toEqual([3, 1, ['sent']]);
  expect(await stored(core, idOf(core, 'Look'))).toMatchObject({ kind: 'image', attachment: { id, sha256 } });
});

test('the small picture that the page makes of what is sent is kept, and anything else in its place is not', async ({
  core,
}) => {
  const host = await core.live();
  const thumbnails = () => core.store.rows('SELECT thumbnail_sha256 AS of FROM attachments ORDER BY rowid');
  const send = async (name: string, preview: string) => {
    host.preview = preview;
    await core.life.accept({ to: BEA, attachment: { id: await uploaded(core, name, randomBytes(3000)) } });
    await settle();
  };
  await send('a.pdf', JPEG.toString('base64'));
  await send('b.pdf', Buffer.from('<svg onload="alert(1)"/>').toString('base64'));
  expect(thumbnails()).toEqual([{ of: createHash('sha256').update(JPEG).digest('hex') }, { of: null }]);
});

test('a page that does not answer when it is asked for the small picture has sent the file all the same', async ({
  core,
}) => {
  const host = await core.live();
  const command = host.command.bind(host);
  host.command = (name, input) => (name === 'findMessage' ? Promise.reject(new Error('gone')) : command(name, input));
  await core.life.accept({ to: BEA, attachment: { id: await uploaded(core, 'a.pdf', randomBytes(3000)) } });
  await settle();
  expect([core.account.arrived.length, core.queue(), core.told('message')]).toEqual([1, [], ['message.sent']]);
});

for (const fault of [
  'hangs',
  'takes-then-hangs',
  'refuses',
  'takes-then-refuses',
  'dies',
  'takes-then-dies',
] as const) {
  test(`a file that meets a page that ${fault} is on the phone exactly once in the end`, async ({ core }) => {
    const host = await core.live();
    host.faults.push(fault);
    const id = await uploaded(core, 'brief.pdf', Buffer.from(`%PDF-1.7 ${fault}`));
    await core.life.accept({ to: BEA, attachment: { id } });
    await settle();
    host.timeOut();
    host.reload();
    await core.clock.advance(MINUTE);
    expect([core.account.arrived.length, core.queue(), core.told('message')]).toEqual([1, [], ['message.sent']]);
  });
}

test('a file that is damaged on our disk fails with that reason, and is not sent', async ({ core }) => {
  const host = await core.live();
  const id = await uploaded(core, 'brief.pdf', randomBytes(5000));
  const files = core.life.files as MemoryAttachmentFiles;
  for (const sha256 of files.stored.keys()) files.damagedAt.set(sha256, 3000);
  await core.life.accept({ to: BEA, attachment: { id } });
  await settle();
  expect(core.store.rows('SELECT status, error FROM messages')).toEqual([
    { status: 'failed', error: 'attachment_damaged' },
  ]);
  expect([host.count('sendFile'), core.queue()]).toEqual([0, []]);
});

test('an answer to a certain message is sent as one, and shown so here', async ({ core }) => {
  await core.live();
  const theirs = await received(core, 'A question');
  const { id } = await core.life.accept({ to: BEA, text: MessageText.parse('An answer'), reply_to: theirs });
  await settle();
  const answer = core.account.all().find(({ text }) => text === 'An answer');
  const question = core.account.all().find(({ text }) => text === 'A question');
  expect(answer?.quoted?.id).toBe(question?.id);
  expect(await stored(core, id)).toMatchObject({
    reply_to: { message_id: theirs, whatsapp_id: question?.id, preview: 'A question' },
  });
});

test('a page that always answers with another message leaves nothing waiting for ever', async ({ core }) => {
  const host = await core.live();
  host.faults.push('hangs');
  const command = host.command.bind(host);
  host.command = async (name, input) => {
    if (name !== 'findMessage') return command(name, input);
    const other = core.account.message(BEA_CHAT, { timestamp: core.seconds(), fromMe: true, ack: 1 });
    return { ok: true, value: other };
  };
  await core.life.send(BEA, 'Out');
  await settle();
  host.timeOut();
  await core.clock.advance(MINUTE);
  expect(core.statusOf('Out')).toEqual(['sending']);
  await core.clock.advance(2 * MINUTE);
  expect([core.statusOf('Out'), core.queue(), core.told('message')]).toEqual([['unknown'], [], ['message.unknown']]);
  // And what is behind it goes out.
  await core.life.send(BEA, 'Next');
  await settle();
  expect([core.account.arrivals('Next'), host.count('sendText')]).toEqual([1, 2]);
});

test('many conversations are sent to at once where no pace is kept, each in its order, and none twice', async ({
  core,
}) => {
  const host = await core.live();
  host.faults.push('hangs');
  for (let i = 0; i < 40; i++) await core.life.send(`+49170000${10 + (i % 20)}`, `text ${String(i).padStart(2, '0')}`);
  await settle();
  // While they are being accepted, one conversation at a time is typed, and this one hangs.
  expect(core.account.arrived).toHaveLength(0);
  await core.clock.advance(20);
  // One that hangs holds up its own conversation alone.
  expect(core.account.arrived).toHaveLength(38);
  host.timeOut();
  host.reload();
  await core.clock.advance(MINUTE);
  expect(core.account.arrived).toHaveLength(40);
  for (let i = 0; i < 20; i++) {
    const texts = core.account.arrived.filter(({ chat }) => chat === `49170000${10 + i}@c.us`).map(({ text }) => text);
    expect(texts, `${i}`).toEqual([...texts].sort());
    expect(texts).toHaveLength(2);
  }
  expect([core.queue(), core.told('message').length]).toEqual([[], 40]);
});
