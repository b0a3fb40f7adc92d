import type { QueuedAction } from '../../../main/contract/entities.ts';

export function byMessage(actions: readonly QueuedAction[]): Map<string, QueuedAction[]> {
  const found = new Map<string, QueuedAction[]>();
  for (const action of actions) {
    if (action.message_id === null) continue;
    found.set(action.message_id, [...(found.get(action.message_id) ?? []), action]);
  }
  return found;
}
