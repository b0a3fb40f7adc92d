import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { QueuedAction } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { byMessage } from './by-message.ts';
import { QUEUE_KEYS } from './keys.ts';

/** So many pages of the queue are shown; who has more waiting sees them when these are done. */
const MAX_PAGES = 4;

/** While something waits, its reason changes without an event, as when its time has come; in ms. */
const LOOK_AGAIN = 5_000;

export interface Queue {
  actions: readonly QueuedAction[];
  hasMore: boolean;
}

/** What waits to be done in WhatsApp, in the order of acceptance. */
export function useQueue(lawyerId: string) {
  return useQuery({
    queryKey: QUEUE_KEYS.outbox(lawyerId),
    queryFn: () => readQueue(lawyerId),
    refetchInterval: (query) =>
      query.state.data?.actions.some(({ state }) => state !== 'failed') ? LOOK_AGAIN : false,
  });
}

async function readQueue(lawyerId: string): Promise<Queue> {
  const actions: QueuedAction[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page: { data: QueuedAction[]; next_cursor: string | null } = await call('outbox.list', {
      lawyer_id: lawyerId,
      ...(cursor === null ? {} : { cursor }),
    });
    actions.push(...page.data);
    cursor = page.next_cursor;
    if (cursor === null) break;
  }
  return { actions, hasMore: cursor !== null };
}

/** The same by the message that each is about. */
export function useQueueByMessage(lawyerId: string): ReadonlyMap<string, readonly QueuedAction[]> {
  const { data } = useQueue(lawyerId);
  return useMemo(() => byMessage(data?.actions ?? []), [data]);
}

/** Takes back what is not begun, or puts away what has failed. `onCancelled` is called also when its row is gone by then. */
export function useCancelQueued(lawyerId: string, onCancelled: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call('outbox.cancel', { lawyer_id: lawyerId, id }),
    onSuccess: onCancelled,
    onSettled: () => client.invalidateQueries({ queryKey: QUEUE_KEYS.outbox(lawyerId) }),
  });
}
