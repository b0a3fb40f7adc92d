import type { QueryClient } from '@tanstack/react-query';
import { onPush } from './bridge.ts';
import { changedLive } from './changed-live.ts';
import { chatsLive } from './features/chats/live.ts';
import { clientsLive } from './features/clients/live.ts';
import { directoryLive } from './features/directory/live.ts';
import { galleryLive } from './features/gallery/live.ts';
import { healthLive } from './features/health/live.ts';
import { historyLive } from './features/history/live.ts';
import { lawyersLive } from './features/lawyers/live.ts';
import { setUpLive } from './features/onboarding/live.ts';
import { queueLive } from './features/queue/live.ts';
import { searchLive } from './features/search/live.ts';
import { settingsLive } from './features/settings/live.ts';
import { staffLive } from './features/staff/live.ts';
import { statusLive } from './features/status/live.ts';
import { updatesLive } from './features/updates/live.ts';
import { createLiveTools, type Live } from './live-tools.ts';

/** Every feature that is told of pushes. */
const FEATURES: readonly Live[] = [
  changedLive,
  chatsLive,
  clientsLive,
  healthLive,
  directoryLive,
  galleryLive,
  historyLive,
  lawyersLive,
  queueLive,
  searchLive,
  setUpLive,
  settingsLive,
  staffLive,
  statusLive,
  updatesLive,
];

/** Keeps what is shown in step with the main process. Returns its stop. */
export function startLiveUpdates(client: QueryClient): () => void {
  const tools = createLiveTools(client);
  return onPush((push) => {
    for (const live of FEATURES) live(push, tools);
  });
}
