import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../bridge.ts';
import { HEALTH_KEYS } from './keys.ts';

/** What changes without an event, such as the room on the disk, is seen after that time; in ms. */
const LOOK_AGAIN = 30_000;

/** How each link between the clients and the directory is doing. Kept up to date by pushes. */
export function useChain(lawyerId: string) {
  return useQuery({
    queryKey: HEALTH_KEYS.chain(lawyerId),
    queryFn: () => call('health.chain', { lawyer_id: lawyerId }),
    refetchInterval: LOOK_AGAIN,
    staleTime: 0,
  });
}

/** A lawyer's alerts, open ones and those that are over, a page after the other. */
export function usePastAlerts(lawyerId: string) {
  return useInfiniteQuery({
    queryKey: HEALTH_KEYS.alerts(lawyerId),
    queryFn: ({ pageParam }) =>
      call('alerts.list', { lawyer_id: lawyerId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export type PressedMend =
  | 'restart_session'
  | 'wake_session'
  | 'read_history'
  | 'resume_webhooks'
  | 'show_data_folder'
  | 'try_api';

/** What mends a link by a press. What comes of it is seen in the chain. */
export function useMend(lawyerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mend: PressedMend): Promise<unknown> => {
      const whose = { lawyer_id: lawyerId };
      switch (mend) {
        case 'restart_session':
          return call('session.restart', whose);
        case 'wake_session':
          return call('session.wake', whose);
        case 'read_history':
          return call('history.sync', whose);
        case 'resume_webhooks':
          return call('health.resumeWebhooks', whose);
        case 'show_data_folder':
          return call('health.showDataFolder');
        case 'try_api':
          return call('health.tryApi');
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: HEALTH_KEYS.chain(lawyerId) }),
  });
}
