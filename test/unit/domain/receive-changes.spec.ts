import { expect, test } from '@playwright/test';
import { MessageId } from '../../../main/contract/ids.ts';
import { PageMessage, PageReaction } from '../../../main/contract/page-reports.ts';
import { CHAT, NOON, pageMessage, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
});

test.afterEach(() => me.store.remove());

const message = () => me.store.rows('SELECT kind, content, edited, revoked FROM messages')[0];
const count = () => me.store.rows('SELECT id FROM messages').length;
const edit = (text: string, seconds: number) => said({ text, editedAt: NOON + seconds });
const revoke = () => said({ type: 'revoked', text: '' });
const time = (seconds: number) => (NOON + seconds) * 1000;

async function versions(): Promise<[text: string, seconds: number][]> {
  const [row] = me.store.rows<{ id: string }>('SELECT id FROM messages');
  const id = MessageId.parse(row?.id);
  const found = await me.store.database.read((stores) => stores.messages.versions(me.lawyer.id, id));
  return found.map(({ text, written_at }) => [text, Date.parse(written_at) / 1000 - NOON]);
}

test.describe('edits', () => {
  test('keep every text that a message had, and tell of each change once', async () => {
    await me.receive(said({ text: 'one' }));
    await me.receive(edit('two', 10), edit('two', 10));
    await me.receive(edit('three', 20));
    expect(message()).toMatchObject({ content: 'three', edited: time(20) });
    expect(await versions()).toEqual([
      ['one', 0],
      ['two', 10],
    ]);
    expect(me.told()).toEqual(['message.received', 'message.edited', 'message.edited']);
  });

  test('never go back to an older text, which is kept as a version of before', async () => {
    await me.receive(edit('three', 20));
    await me.receive(said({ text: 'one' }), edit('two', 10), said({ text: 'one' }), edit('two', 10));
    expect(message()).toMatchObject({ content: 'three', edited: time(20) });
    expect(await versions()).toEqual([
      ['one', 0],
      ['two', 10],
    ]);
    expect([count(), me.told()]).toEqual([1, ['message.received']]);
  });

  test('are none where a page gives half characters, which no store keeps as they are', async () => {
    const one = PageMessage.parse({ ...pageMessage(), text: 'a\ud800b', broadcast: null });
    const two = PageMessage.parse({
      ...pageMessage(),
      id: 'LONG',
      text: `${'x'.repeat(99_999)}😀`,
      broadcast: null,
    });
    for (const message of [one, two, one, two]) await me.readFromHistory({ kind: 'message', message });
    expect(me.told()).toEqual(['message.received', 'message.received']);
    const reaction = {
      id: one.id,
      chat: CHAT,
      fromMe: false,
      byMe: false,
      sender: CHAT,
      emoji: '\ud800',
      timestamp: NOON,
    };
    for (const _ of [1, 2]) await me.receive({ kind: 'reaction', reaction: PageReaction.parse(reaction) });
    expect(me.told().slice(2)).toEqual(['message.reaction']);
  });

  test('back to an earlier text are edits, too', async () => {
    await me.receive(said({ text: 'one' }), edit('two', 10), edit('one', 20), edit('two', 10));
    expect(message()).toMatchObject({ content: 'one', edited: time(20) });
    expect(await versions()).toEqual([
      ['one', 0],
      ['two', 10],
    ]);
  });

  test('whose time the page makes up anew at each reading are told once', async () => {
    await me.receive(said({ text: 'one' }), edit('two', 10), edit('two', 99), edit('two', 200));
    expect(message()).toMatchObject({ content: 'two', edited: time(10) });
    expect(await versions()).toEqual([['one', 0]]);
    expect(me.told()).toEqual(['message.received', 'message.edited']);
  });

  test('without a time are seen by the text, and a copy from before does not undo them', async () => {
    await me.receive(said({ text: 'one' }));
    await me.receive(said({ text: 'two' }));
    await me.receive(said({ text: 'one' }), said({ text: 'three' }), said({ text: 'two' }));
    expect(message()).toMatchObject({ content: 'three' });
    expect((await versions()).map(([text]) => text)).toEqual(['one', 'two']);
    expect(me.told()).toEqual(['message.received', 'message.edited', 'message.edited']);
  });

  test('of a caption are kept when WhatsApp gives their time; a caption that is missing for once is none', async () => {
    const image = (change: Partial<PageMessage>) => said({ type: 'image', text: 'before', ...change });
    await me.receive(image({}), image({ text: '' }));
    expect(message()).toMatchObject({ content: 'before', edited: null });
    await me.receive(image({ text: 'after', editedAt: NOON + 5 }));
    expect(message()).toMatchObject({ content: 'after', edited: time(5) });
  });

  test('of the lawyer’s own messages are kept just so', async () => {
    await me.receive(said({ id: 'ME1', fromMe: true, ack: 1, text: 'one' }));
    await me.receive(said({ id: 'ME1', fromMe: true, ack: 2, text: 'two', editedAt: NOON + 5 }));
    expect(message()).toMatchObject({ content: 'two' });
    expect(me.told()).toEqual(['message.sent', 'message.edited', 'message.delivered']);
  });

  test('that were made before the lawyer came are not told as new', async () => {
    const DAY = 24 * 60 * 60;
    const old = NOON - 10 * DAY;
    await me.readFromHistory(said({ timestamp: old, text: 'one' }));
    await me.readFromHistory(said({ timestamp: old, text: 'two', editedAt: old + 60 }));
    expect([message()?.content, me.told()]).toEqual(['two', []]);
    await me.readFromHistory(said({ timestamp: old, text: 'three', editedAt: NOON }));
    expect(me.told()).toEqual(['message.edited']);
  });
});

test.describe('a message that is taken back', () => {
  test('keeps its text, is marked, and is told once', async () => {
    await me.receive(said({ text: 'the promise' }));
    await me.receive(revoke(), revoke());
    await me.receive(said({ text: 'the promise' }));
    expect(message()).toEqual({ kind: 'text', content: 'the promise', edited: null, revoked: me.at });
    expect(me.told()).toEqual(['message.received', 'message.revoked']);
  });

  test('and was never seen is kept with its mark and no text', async () => {
    await me.receive(revoke());
    expect(message()).toEqual({ kind: 'revoked', content: '', edited: null, revoked: me.at });
    expect(me.told()).toEqual(['message.revoked']);
    expect(me.store.rows('SELECT unread FROM conversations')).toEqual([{ unread: 0 }]);
  });

  test('before its content is known gets the content when it comes, and stays taken back', async () => {
    const media = {
      mimeType: 'image/png',
      fileName: null,
      size: 9,
      sha256: null,
      seconds: null,
      width: 1,
      height: 1,
      thumbnail: null,
    };
    await me.receive(revoke());
    await me.receive(said({ type: 'image', text: 'look', media, quoted: { id: 'Q1', text: null }, forwarded: true }));
    await me.receive(revoke());
    expect(message()).toEqual({ kind: 'image', content: 'look', edited: null, revoked: me.at });
    expect(me.store.rows('SELECT quoted_whatsapp_id, forwarded FROM messages')).toEqual([
      { quoted_whatsapp_id: 'Q1', forwarded: 1 },
    ]);
    expect(me.store.rows('SELECT status FROM attachments')).toEqual([{ status: 'pending' }]);
    expect(me.told()).toEqual(['message.revoked', 'message.received']);
  });

  test('and was edited before keeps all of its texts, whatever comes first', async () => {
    await me.receive(revoke());
    await me.receive(edit('two', 10));
    await me.receive(said({ text: 'one' }));
    expect(message()).toEqual({ kind: 'text', content: 'two', edited: time(10), revoked: me.at });
    expect(await versions()).toEqual([['one', 0]]);
  });

  test('by the lawyer is marked as well', async () => {
    await me.receive(
      said({ id: 'ME1', fromMe: true, ack: 2 }),
      said({ id: 'ME1', fromMe: true, ack: 2, type: 'revoked', text: '' }),
    );
    expect(message()).toMatchObject({ content: 'Hello', revoked: me.at });
    expect(me.told()).toEqual(['message.sent', 'message.delivered', 'message.revoked']);
  });
});

test.describe('what was read off the screen', () => {
  const rough = (change: Partial<PageMessage> = {}) => said({ isTimeRough: true, timestamp: NOON, ...change });
  const exact = (change: Partial<PageMessage> = {}) => said({ timestamp: NOON + 42, ...change });
  const row = () => me.store.rows('SELECT content, sending_date, time_rough, edited FROM messages');

  test('gets its exact time, and its text as it was written, when they become known', async () => {
    await me.receive(rough({ text: 'bold words' }));
    await me.receive(exact({ text: '*bold* words', quoted: { id: 'Q1', text: 'q' } }));
    expect(row()).toEqual([{ content: '*bold* words', sending_date: time(42), time_rough: 0, edited: null }]);
    expect([await versions(), me.told()]).toEqual([[], ['message.received']]);
    expect(me.store.rows('SELECT quoted_whatsapp_id FROM messages')).toEqual([{ quoted_whatsapp_id: 'Q1' }]);
  });

  test('changes neither the time nor the text of what is known exactly', async () => {
    await me.receive(exact({ text: '*bold* words' }));
    await me.receive(rough({ text: 'bold words' }));
    expect(row()).toEqual([{ content: '*bold* words', sending_date: time(42), time_rough: 0, edited: null }]);
    expect(me.told()).toEqual(['message.received']);
  });

  test('can show that a message was taken back', async () => {
    await me.receive(exact());
    await me.receive(rough({ type: 'revoked', text: '' }));
    expect(message()).toMatchObject({ content: 'Hello', revoked: me.at });
  });

  test('is the same message under a person’s other address', async () => {
    await me.receive(exact({ chat: CHAT }));
    await me.receive(rough({ chat: '777@lid' }));
    expect(row()).toHaveLength(1);
  });

  test('gives our own message no rough time', async () => {
    const { whatsappId } = await me.queue('Out');
    await me.receive(rough({ id: whatsappId, fromMe: true, text: 'Out', timestamp: NOON - 60 }));
    expect(row()).toMatchObject([{ sending_date: me.at, time_rough: 0 }]);
    await me.receive(said({ id: whatsappId, fromMe: true, text: 'Out', timestamp: NOON + 3, ack: 1 }));
    expect(row()).toMatchObject([{ sending_date: time(3), time_rough: 0 }]);
  });
});
