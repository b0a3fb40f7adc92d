import { expect, test } from '@playwright/test';
import type { Conversation } from '../../../main/contract/entities.ts';
import { coalesce } from '../../../renderer/coalesce.ts';
import { chatsPath, openChat, selectionOf } from '../../../renderer/features/chats/selection.ts';
import { editing, replyingTo, withoutEdit, withText } from '../../../renderer/features/compose/draft-changes.ts';
import { DraftStore, draftKey, EMPTY_DRAFT } from '../../../renderer/features/compose/draft-store.ts';
import { qrPath } from '../../../renderer/features/session/qr-path.ts';
import { rectangleOf } from '../../../renderer/features/whatsapp/rectangle-of.ts';
import { aMessage } from './a-message.ts';

const chat = (id: string, phone: string | null) => ({ id, phone }) as Conversation;

test('drafts are kept for each chat, and an empty one is forgotten', () => {
  const drafts = new DraftStore();
  drafts.change('a', withText('half a sentence'));
  drafts.change('b', withText('another'));
  drafts.change('b', withText(''));
  expect(drafts.get('a').text).toBe('half a sentence');
  expect(drafts.get('b')).toBe(EMPTY_DRAFT);
});

test('whoever listens to drafts hears of a change, until the end of listening', () => {
  const drafts = new DraftStore();
  let heard = 0;
  const stop = drafts.listen(() => {
    heard += 1;
  });
  drafts.change('a', withText('x'));
  stop();
  drafts.change('a', withText('xy'));
  expect(heard).toBe(1);
});

test('the draft of a chat stays when its number is learnt or another one, and never meets that of another lawyer', () => {
  expect(draftKey('law_1', chat('con_1', null))).toBe(draftKey('law_1', chat('con_1', '+491')));
  expect(draftKey('law_1', { phone: '+491' })).not.toBe(draftKey('law_2', { phone: '+491' }));
  expect(draftKey('law_1', chat('con_1', '+491'))).not.toBe(draftKey('law_1', chat('con_2', '+491')));
});

test('what was begun goes along when a chat becomes another one, with what is still being done there', () => {
  const drafts = new DraftStore();
  const heard: string[] = [];
  drafts.change('a', withText('First'));
  drafts.change('b', withText('Second'));
  drafts.listen((one) => heard.push(one));
  drafts.move('b', 'a');
  expect(drafts.get('a').text).toBe('First\n\nSecond');
  expect(drafts.own('b')).toBe(EMPTY_DRAFT);
  expect(heard).toEqual(['a', 'b']);
  // Who still writes under the old name writes into the same.
  expect(drafts.get('b').text).toBe('First\n\nSecond');
  drafts.change('b', withText('Both'));
  expect(drafts.get('a').text).toBe('Both');
});

test('a chat that is one of its own again has no part in the draft of the other', () => {
  const drafts = new DraftStore();
  drafts.change('a', withText('First'));
  drafts.move('a', 'b');
  drafts.part('a');
  expect(drafts.get('a')).toBe(EMPTY_DRAFT);
  expect(drafts.get('b').text).toBe('First');
  drafts.move('b', 'a');
  expect(drafts.get('a').text).toBe('First');
  expect(drafts.get('b').text).toBe('First');
});

test('of two drafts of which one changes a message both texts are there, and it is answered to nothing', () => {
  const drafts = new DraftStore();
  const message = aMessage({ text: 'As it was' });
  drafts.change('a', withText('First'));
  drafts.change('b', withText('Second'));
  drafts.change('b', editing(message));
  drafts.change('b', withText('As it will be'));
  drafts.change('a', replyingTo(message));
  drafts.move('b', 'a');
  expect(drafts.get('a')).toMatchObject({ text: 'As it will be', reply: null, edit: { kept: 'First\n\nSecond' } });
  drafts.change('a', withoutEdit);
  expect(drafts.get('a').text).toBe('First\n\nSecond');
});

test('a number that was opened becomes its chat as soon as there is one', () => {
  const selection = { kind: 'number', phone: '+491' } as const;
  expect(openChat(selection, [chat('con_9', '+499')])).toEqual(selection);
  expect(openChat(selection, [chat('con_1', '+491')])).toEqual({ kind: 'chat', conversation: chat('con_1', '+491') });
});

test('a chat that is gone is no longer open', () => {
  expect(openChat({ kind: 'chat', id: 'con_1' }, [])).toEqual({ kind: 'none' });
  expect(openChat(undefined, [chat('con_1', null)])).toEqual({ kind: 'none' });
});

test('a chat stands in the address by its id, and a number as it is', () => {
  expect(chatsPath('law_1', { kind: 'number', phone: '+491' })).toBe('/lawyer/law_1/chats/%2B491');
  expect(chatsPath('law_1')).toBe('/lawyer/law_1/chats');
  expect(selectionOf('+491')).toEqual({ kind: 'number', phone: '+491' });
  expect(selectionOf('con_1')).toEqual({ kind: 'chat', id: 'con_1' });
  expect(selectionOf(undefined)).toBeUndefined();
});

test('a burst of pushes is read at once and then once more', async () => {
  let runs = 0;
  const ended = Promise.withResolvers<void>();
  const refresh = coalesce(async () => {
    runs += 1;
    if (runs === 2) ended.resolve();
  }, 5);
  for (let index = 0; index < 100; index += 1) refresh();
  expect(runs).toBe(1);
  await ended.promise;
  expect(runs).toBe(2);
});

test('the area of the WhatsApp view is whole pixels within the window, and none without a size', () => {
  expect(rectangleOf({ left: 66.4, top: 51.6, right: 1280.2, bottom: 770.4 })).toEqual({
    x: 66,
    y: 52,
    width: 1214,
    height: 718,
  });
  expect(rectangleOf({ left: -3, top: 0, right: 10, bottom: 5 })).toEqual({ x: 0, y: 0, width: 10, height: 5 });
  expect(rectangleOf({ left: 0, top: 0, right: 0, bottom: 100 })).toBeNull();
});

test('a QR code is drawn as one rectangle for each run of dark modules', () => {
  const dark = ['110', '000', '101'];
  expect(qrPath(3, (row, column) => dark[row]?.[column] === '1')).toBe('M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z');
});
