import { expect, test } from '@playwright/test';
import { replyingTo, withFiles, withText } from '../../../renderer/features/compose/draft-changes.ts';
import { DraftKeeper, type DraftPort } from '../../../renderer/features/compose/draft-keeper.ts';
import { DraftStore, EMPTY_DRAFT } from '../../../renderer/features/compose/draft-store.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { aMessage, anAttachment } from './a-message.ts';

type Kept = Awaited<ReturnType<DraftPort['list']>>[number];

const chat = 'law_a +4915112345678';
const NOTHING = { reply: null, edit: null, files: [] };

let clock: FakeClock;
let store: DraftStore;
let kept: Kept[];
let saved: [chat: string, text: string][];
let answering: Promise<unknown>;
let isReadable: boolean;
let keeper: DraftKeeper;
let contents: unknown[];
let held: { chat: string; conversation_id: string }[];

test.beforeEach(() => {
  clock = new FakeClock();
  store = new DraftStore();
  [kept, saved, contents] = [[], [], []];
  answering = Promise.resolve();
  isReadable = true;
  held = [];
  keeper = new DraftKeeper(store, {
    list: async () => (isReadable ? kept : Promise.reject(new Error('not now'))),
    async save(lawyerId, where, content) {
      saved.push([`${lawyerId} ${where}`, content.text]);
      contents.push(content);
      await answering;
    },
    heldIn: async () => held,
    after: (ms, work) => void clock.after(ms, work),
  });
});

const type = (text: string) => store.change(chat, withText(text));

test('what is typed is kept a moment later, and once for all that was typed meanwhile', async () => {
  await keeper.read('law_a');
  for (const text of ['H', 'He', 'Hel']) type(text);
  await clock.advance(299);
  expect(saved).toEqual([]);
  await clock.advance(1);
  expect(saved).toEqual([[chat, 'Hel']]);
  // Who goes on typing without a pause is kept all the same.
  for (const text of ['Hell', 'Hello', 'Hello!']) {
    type(text);
    await clock.advance(150);
  }
  expect(saved.at(-1)).toEqual([chat, 'Hello']);
});

test('who leaves the chat has it kept at once, and what was sent is gone at once', async () => {
  await keeper.read('law_a');
  type('Hello');
  keeper.flush(chat);
  await settle();
  expect(saved).toEqual([[chat, 'Hello']]);
  type('');
  await settle();
  expect(saved.at(-1)).toEqual([chat, '']);
});

test('an older state never comes behind a newer one, and a failure is tried again', async () => {
  await keeper.read('law_a');
  let fail = (_: Error) => {};
  answering = new Promise((_, reject) => {
    fail = reject;
  });
  type('One');
  await clock.advance(300);
  type('Two');
  await clock.advance(300);
  expect(saved).toEqual([[chat, 'One']]);
  answering.catch(() => {});
  fail(new Error('no room'));
  answering = Promise.resolve();
  await clock.advance(3_000);
  expect(saved.slice(1)).toEqual([[chat, 'Two']]);
});

test('what was begun comes back, with what it answers and brings along', async () => {
  const reply = aMessage();
  const attachment = anAttachment();
  kept = [
    {
      chat: '+4915112345678',
      text: 'Here',
      reply,
      edit: null,
      files: [{ attachment, name: 'a.pdf', as_document: true }],
    },
  ] as unknown as Kept[];
  await keeper.read('law_a');
  expect(store.get(chat)).toMatchObject({ text: 'Here', reply: { id: reply.id }, edit: null });
  expect(store.get(chat).files).toMatchObject([{ name: 'a.pdf', asDocument: true, taken: { state: 'done' } }]);
  expect(store.get('law_b +4915112345678')).toBe(EMPTY_DRAFT);
});

test('what is typed before the drafts were read is added to them, and nothing is kept over them', async () => {
  isReadable = false;
  kept = [{ chat: '+4915112345678', text: 'From before', ...NOTHING }] as unknown as Kept[];
  await keeper.read('law_a');
  type('now');
  await clock.advance(1_000);
  expect(saved).toEqual([]);
  isReadable = true;
  await clock.advance(3_000);
  expect(store.get(chat).text).toBe('From before\nnow');
  expect(saved.at(-1)).toEqual([chat, 'From before\nnow']);
});

test('an answer and a file are kept by their ids, and a file on its way in is not', async () => {
  await keeper.read('law_a');
  const message = aMessage();
  const file = { size: 1, asDocument: false };
  store.change(chat, replyingTo(message));
  store.change(
    chat,
    withFiles([
      { ...file, key: 'a', name: 'a.pdf', taken: { state: 'done', attachment: anAttachment() } },
      { ...file, key: 'b', name: 'b.pdf', taken: { state: 'under-way', progress: null } },
    ]),
  );
  keeper.flush();
  await settle();
  expect(contents).toEqual([
    {
      text: '',
      reply_to: message.id,
      edit: null,
      files: [{ attachment_id: anAttachment().id, name: 'a.pdf', as_document: false }],
    },
  ]);
});

test('what was begun in a chat that is another one now is kept there first, and then gone from where it was', async () => {
  await keeper.read('law_a');
  store.change('law_a con_1', withText('First'));
  store.change('law_a con_2', withText('Second'));
  keeper.flush();
  await settle();
  saved.length = 0;
  held = [
    { chat: 'con_1', conversation_id: 'con_1' },
    { chat: 'con_2', conversation_id: 'con_1' },
  ];
  await keeper.follow('law_a');
  await settle();
  expect(saved).toEqual([
    ['law_a con_1', 'First\n\nSecond'],
    ['law_a con_2', ''],
  ]);
  held = held.map(({ chat: id }) => ({ chat: id, conversation_id: id }));
  await keeper.follow('law_a');
  expect(store.get('law_a con_2')).toBe(EMPTY_DRAFT);
  expect(store.get('law_a con_1').text).toBe('First\n\nSecond');
});
