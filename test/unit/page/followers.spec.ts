import { expect, test } from '@playwright/test';
import { MAX_FOLLOWERS } from '../../../main/contract/page-channels.ts';
import { withFollowers } from '../../../preload/page/followers.ts';
import { NOON, pageMessage } from '../../support/page-facts.ts';

const at = (id: string, second: number) => pageMessage({ id, timestamp: NOON + second });
const followers = (messages: ReturnType<typeof withFollowers>) =>
  messages.map((one) => (one && 'followedBy' in one ? one.followedBy.map(({ id }) => id) : null));

test('each message says what stands behind it with the same time, and with no other', () => {
  const read = withFollowers([at('A', 0), at('B', 1), at('C', 1), at('D', 1), at('E', 2)]);
  expect(followers(read)).toEqual([[], ['C', 'D'], ['D'], [], []]);
});

test('what was read from is behind those at the end that may have its time', () => {
  const anchor = { id: 'Z', fromMe: true };
  const read = withFollowers([at('A', 0), at('B', 1), at('C', 1)], anchor);
  expect(followers(read)).toEqual([[], ['C', 'Z'], ['Z']]);
});

test('a malformed message is passed over, and what has no place at all is nobody’s follower', () => {
  const read = withFollowers([at('A', 0), { id: 'B', fromMe: false }, null, at('C', 0)]);
  expect(followers(read)).toEqual([['B', 'C'], null, null, []]);
});

test('no message names more than so many', () => {
  const read = withFollowers(Array.from({ length: 50 }, (_, number) => at(`M${number}`, 0)));
  expect(followers(read)[0]).toHaveLength(MAX_FOLLOWERS);
  expect(followers(read).at(-2)).toEqual(['M49']);
});
