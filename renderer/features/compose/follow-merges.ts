import { onPush } from '../../bridge.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** What was begun in a chat goes along when that becomes another one, or is taken out of it, whatever is on the screen. Returns its stop. */
export function followMerges(keeper: DraftKeeper): () => void {
  return onPush((push) => {
    if (push.kind !== 'event') return;
    if (push.type === 'client.merged' || push.type === 'client.unmerged') void keeper.follow(push.lawyer_id);
  });
}
