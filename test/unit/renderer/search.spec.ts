import { expect, test } from '@playwright/test';
import type { Conversation } from '../../../main/contract/entities.ts';
import { IPC_CALLS } from '../../../main/contract/ipc.ts';
import { nextUnread } from '../../../renderer/features/chats/next-unread.ts';
import {
  foundAddress,
  inputOf,
  isAsked,
  NO_TERMS,
  readTerms,
  type SearchTerms,
  searchAddress,
} from '../../../renderer/features/search/search-terms.ts';
import { placeOf } from '../../../renderer/routing/address.ts';

const ALL: SearchTerms = {
  ...{ q: '"a b" -c & ü', chat: 'con_01k0000000000000000000000a', direction: 'inbound', kind: 'image' },
  ...{ hasFile: true, from: '2026-11-28', until: '2026-11-29' },
};

test('whatever is looked for comes back from the address as it was', () => {
  for (const terms of [ALL, NO_TERMS, { ...NO_TERMS, q: '  a+b=%20 ' }]) {
    expect(readTerms(placeOf(searchAddress('law_1', terms, 'msg_1')).query)).toEqual(terms);
    expect(readTerms(placeOf(foundAddress('law_1', 'con_1', terms)).query)).toEqual(terms);
  }
  expect(placeOf(foundAddress('law_1', 'con_1', NO_TERMS)).query).toEqual({ q: '' });
  expect(placeOf(searchAddress('law_1', ALL, 'msg_1')).query.at).toBe('msg_1');
});

test('what an address cannot mean is not asked for', () => {
  expect(readTerms({ direction: 'sideways', from: 'yesterday', until: '2026-13-45', file: 'yes' })).toEqual(NO_TERMS);
  expect([isAsked(NO_TERMS), isAsked({ ...NO_TERMS, q: ' ' }), isAsked({ ...NO_TERMS, hasFile: true })]).toEqual([
    ...[false, false, true],
  ]);
});

test('days are those of this computer, both of them counted, in a form that the main process takes', () => {
  const input = inputOf(ALL);
  expect(new Date(input.from ?? '').getTime()).toBe(new Date(2026, 10, 28).getTime());
  expect(new Date(input.to ?? '').getTime()).toBe(new Date(2026, 10, 30).getTime());
  const given = { lawyer_id: 'law_01k0000000000000000000000a', ...input };
  expect(IPC_CALLS['messages.search'].input.safeParse(given).error).toBeUndefined();
  expect(inputOf(NO_TERMS)).toEqual({});
});

test('the next unread chat is the one below, and then the first from the top', () => {
  const chats = [1, 0, 0, 2, 0].map((unread_count, index) => ({ id: `con_${index}`, unread_count }) as Conversation);
  expect([-1, 0, 3, 4].map((current) => nextUnread(chats, current)?.id)).toEqual(['con_0', 'con_3', 'con_0', 'con_0']);
  expect(nextUnread(chats.slice(1, 3), 0)).toBeUndefined();
});
