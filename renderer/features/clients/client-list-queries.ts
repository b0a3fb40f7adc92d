import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClientStatus } from '../../../main/contract/assignment.ts';
import type { ClientOrder } from '../../../main/contract/client-rows.ts';
import { call } from '../../bridge.ts';
import { CLIENT_KEYS } from './keys.ts';

export interface ClientTerms {
  q: string;
  status: ClientStatus | null;
  order: ClientOrder;
}

/** Clients page by page. Until they are there, those of before stay. */
export function useClientList(lawyerId: string, { q, status, order }: ClientTerms) {
  const input = { q: q.trim(), order, ...(status !== null && { status }) };
  const query = useInfiniteQuery({
    queryKey: [...CLIENT_KEYS.lists(lawyerId), input],
    queryFn: ({ pageParam }) =>
      call('clients.list', { lawyer_id: lawyerId, ...input, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const clients = useMemo(() => {
    // One that has moved between two pages is shown once.
    const found = new Map(query.data?.pages.flatMap(({ data }) => data.map((row) => [row.id, row] as const)) ?? []);
    return [...found.values()];
  }, [query.data]);
  return { ...query, clients };
}

/** The first clients by a part of a name, a number or an address. Nothing typed asks nobody. */
export function useFoundClients(lawyerId: string, typed: string) {
  const q = typed.trim();
  const query = useQuery({
    queryKey: [...CLIENT_KEYS.lists(lawyerId), 'found', q],
    queryFn: () => call('clients.list', { lawyer_id: lawyerId, q, order: 'last_message' }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return q === '' ? [] : (query.data?.data ?? []);
}
