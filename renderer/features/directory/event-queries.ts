import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { EventPattern } from '../../../main/contract/events.ts';
import { call } from '../../bridge.ts';
import { DIRECTORY_KEYS } from './keys.ts';

/** The event log, the newest first. */
export function useEvents(lawyerId: string, type: EventPattern) {
  return useInfiniteQuery({
    queryKey: DIRECTORY_KEYS.eventList(lawyerId, type),
    queryFn: ({ pageParam }) =>
      call('events.list', {
        lawyer_id: lawyerId,
        types: type === '*' ? [] : [type],
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function useEvent(lawyerId: string, id: string) {
  return useQuery({
    queryKey: DIRECTORY_KEYS.event(lawyerId, id),
    queryFn: () => call('events.get', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}
