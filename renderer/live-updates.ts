import type { QueryClient } from '@tanstack/react-query';
import { onPush } from './bridge.ts';
import { changedLive } from './changed-live.ts';
import { chatsLive } from './features/chats/live.ts';
import { clientsLive } from './features/clients/live.ts';
import { historyLive } from './features/history/live.ts';
import { lawyersLive } from './features/lawyers/live.ts';
import { queueLive } from './features/queue/live.ts';
import { settingsLive } from './features/settings/live.ts';
import { statusLive } from './features/status/live.ts';
import { createLiveTools, type Live } from './live-tools.ts';

/** Every feature that is told of pushes. */
const FEATURES: readonly Live[] = [
  changedLive,
  chatsLive,
  clientsLive,
  historyLive,
  lawyersLive,
  queueLive,
  settingsLive,
  statusLive,
];

/** Keeps what is shown in step with the main process. Returns its stop. */
export function startLiveUpdates(client: QueryClient): () => void {
  const tools = createLiveTools(client);
  return onPush((push) => {
    for (const live of FEATURES) live(push, tools);
  });
}
