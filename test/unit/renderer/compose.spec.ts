import { expect, test } from '@playwright/test';
import { MAX_TEXT_LENGTH } from '../../../main/contract/values.ts';
import { MAX_TEXT } from '../../../renderer/features/compose/compose-limits.ts';
import {
  editing,
  replyingTo,
  withFileChanged,
  withFiles,
  withoutEdit,
  withoutFile,
  withText,
} from '../../../renderer/features/compose/draft-changes.ts';
import { EMPTY_DRAFT, type StagedFile } from '../../../renderer/features/compose/draft-store.ts';
import { isBeingTakenIn, piecesOf } from '../../../renderer/features/compose/pieces-of.ts';
import { aMessage, anAttachment } from './a-message.ts';

const file = (key: string, more: Partial<StagedFile> = {}): StagedFile => ({
  key,
  name: `${key}.pdf`,
  size: 10,
  taken: { state: 'done', attachment: anAttachment({ id: `att_${key}` as never }) },
  asDocument: false,
  ...more,
});

test('a text alone is one message, and one of spaces is none', () => {
  expect(piecesOf(withText('Hello')(EMPTY_DRAFT))).toEqual([{ message: { text: 'Hello' }, file: null }]);
  expect(piecesOf(withText('  \n')(EMPTY_DRAFT))).toEqual([]);
});

test('each file is a message, and the text and the answered message go with the first', () => {
  const reply = aMessage();
  const draft = { ...EMPTY_DRAFT, text: 'Here', reply, files: [file('a'), file('b', { asDocument: true })] };
  expect(piecesOf(draft)).toEqual([
    { message: { text: 'Here', reply_to: reply.id, attachment: { id: 'att_a' } }, file: 'a' },
    { message: { attachment: { id: 'att_b', use: 'document' } }, file: 'b' },
  ]);
});

test('a file that was refused stays behind, and the text goes without it', () => {
  const refused = file('a', { taken: { state: 'refused', error: null } });
  expect(piecesOf({ ...EMPTY_DRAFT, text: 'Here', files: [refused] })).toEqual([
    { message: { text: 'Here' }, file: null },
  ]);
  expect(isBeingTakenIn([refused])).toBe(false);
  expect(isBeingTakenIn([refused, file('b', { taken: { state: 'under-way', progress: null } })])).toBe(true);
});

test('to change a message puts its text into the field, and what stood there comes back', () => {
  const begun = withText('half a sentence')(EMPTY_DRAFT);
  const changing = editing(aMessage({ text: 'The fee is 30 euros.' }))(begun);
  expect(changing.text).toBe('The fee is 30 euros.');
  const another = editing(aMessage({ text: 'Another' }))(withText('typed over')(changing));
  expect(withoutEdit(another)).toEqual(begun);
});

test('an answer ends a change', () => {
  const message = aMessage();
  const draft = replyingTo(message)(editing(message)(withText('kept')(EMPTY_DRAFT)));
  expect(draft).toEqual({ ...EMPTY_DRAFT, text: 'kept', reply: message });
});

test('files come, change and go by their key', () => {
  const two = withFiles([file('a'), file('b')])(EMPTY_DRAFT);
  const changed = withFileChanged('b', { asDocument: true })(two);
  expect(changed.files.map(({ asDocument }) => asDocument)).toEqual([false, true]);
  expect(withoutFile('a')(changed).files.map(({ key }) => key)).toEqual(['b']);
  expect(withFileChanged('gone', { asDocument: true })(two)).toEqual(two);
});

test('as much can be written as the contract takes', () => {
  expect(MAX_TEXT).toBe(MAX_TEXT_LENGTH);
});
