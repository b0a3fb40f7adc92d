import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { PAGE_COMMANDS } from '../../../main/contract/page-commands.ts';
import { listOf, rawList, small } from '../../../main/contract/page-lists.ts';
import { PageMessage } from '../../../main/contract/page-reports.ts';
import { parseEach, type Turns } from '../../../main/domain/parse-each.ts';
import { pageMessage } from '../../support/page-facts.ts';

/** A schema that costs so many milliseconds for each item, and the turns that everybody else has meanwhile. */
function costly(milliseconds: number) {
  let time = 0;
  const parsedAtTurn: number[] = [];
  let parsed = 0;
  const turns: Turns = {
    now: () => time,
    async next() {
      parsedAtTurn.push(parsed);
    },
  };
  const schema = z.number().refine(() => {
    time += milliseconds;
    parsed += 1;
    return true;
  });
  return { schema, turns, parsedAtTurn };
}

test('what takes long to parse lets everybody else have their turn', async () => {
  const { schema, turns, parsedAtTurn } = costly(4);
  const items = Array.from({ length: 10 }, (_, index) => index);
  expect(await parseEach(schema, items, turns)).toEqual(items);
  expect(parsedAtTurn).toEqual([3, 6, 9]);
});

test('what is quickly parsed costs no turn, and a bad item leaves its place empty', async () => {
  const { schema, turns, parsedAtTurn } = costly(0);
  expect(await parseEach(schema, [1, 'x', 2, null], turns)).toEqual([1, null, 2, null]);
  expect(parsedAtTurn).toEqual([]);
});

test('a list is given up at its first bad element, and one that is too long before any', () => {
  let looks = 0;
  const element = z.custom<string>((value) => {
    looks += 1;
    return typeof value === 'string';
  });
  const schema = listOf(element, 1000);
  expect(schema.parse(['a', 'b'])).toEqual(['a', 'b']);
  looks = 0;
  expect(schema.safeParse(['a', ...Array(900).fill({})]).success).toBe(false);
  expect(looks).toBe(2);
  expect(schema.safeParse(Array(1001).fill('a')).success).toBe(false);
  expect(schema.safeParse({ length: 1 }).success).toBe(false);
  expect(looks).toBe(2);
  expect([rawList(2).safeParse([1, 2]).success, rawList(2).safeParse([1, 2, 3]).success]).toEqual([true, false]);
});

test('what is too large is not parsed at all, however deep it lies', () => {
  let looks = 0;
  const schema = small(
    z.custom<unknown>(() => {
      looks += 1;
      return true;
    }),
    10,
  );
  for (const large of [Array(11).fill(0), [[[Array(8).fill(0)]]], { a: { b: Array(9).fill(0) } }])
    expect(schema.safeParse(large).success).toBe(false);
  expect(looks).toBe(0);
  expect(schema.safeParse({ a: { b: Array(7).fill(0) } }).success).toBe(true);
});

test('a message with reactions or details that are not in the contract is taken without them', () => {
  const reactions = [
    { id: 'A', chat: '1@c.us', fromMe: false, byMe: false, sender: '1@c.us', emoji: '👍', timestamp: 1 },
  ];
  expect(PageMessage.parse({ ...pageMessage(), reactions }).reactions).toEqual(reactions);
  expect(PageMessage.parse({ ...pageMessage(), reactions: [...reactions, {}] }).reactions).toBeNull();
  const contacts = { type: 'contacts', contacts: Array(300).fill({ name: 'x', phones: Array(20).fill('1') }) };
  expect(PageMessage.parse({ ...pageMessage(), details: contacts }).details).toEqual(contacts);
  expect(PageMessage.parse({ ...pageMessage(), details: { ...contacts, contacts: Array(8000).fill(0) } }).details).toBe(
    null,
  );
  expect(PageMessage.parse({ ...pageMessage(), reactions: undefined, details: undefined })).toMatchObject({
    reactions: null,
    details: null,
  });
});

test('no command is answered with more than it can be asked for', () => {
  expect(PAGE_COMMANDS.listChats.output.safeParse(Array(20_001).fill(null)).success).toBe(false);
  expect(PAGE_COMMANDS.readMessages.output.safeParse(Array(2_001).fill(null)).success).toBe(false);
  expect(PAGE_COMMANDS.readMessages.output.safeParse(Array(2_000).fill(null)).success).toBe(true);
});
