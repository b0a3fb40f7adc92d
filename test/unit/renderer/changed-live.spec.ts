import { expect, test } from '@playwright/test';
import { changedLive } from '../../../renderer/changed-live.ts';
import type { LiveTools } from '../../../renderer/live-tools.ts';

test('what was queued for a chat, such as that the client is shown it was read, is read again with the queue', () => {
  const stale: string[] = [];
  const tools = { stale: (key) => void stale.push(key.join(' ')) } satisfies Pick<LiveTools, 'stale'>;
  changedLive({ kind: 'changed', what: 'conversations', lawyer_id: null }, tools as unknown as LiveTools);
  expect(stale).toEqual(['outbox']);
});
