import { QUERIES_OF } from './changed-queries.ts';
import type { Live } from './live-tools.ts';

/** What was changed by somebody else than this window, such as over the API, is read again. */
export const changedLive: Live = (push, { stale }) => {
  if (push.kind !== 'changed') return;
  for (const first of QUERIES_OF[push.what]) stale([first]);
};
