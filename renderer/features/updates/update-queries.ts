import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../bridge.ts';
import { UPDATE_KEYS } from './keys.ts';

/** New versions of the app. A push keeps it new. */
const updatesQuery = queryOptions({
  queryKey: UPDATE_KEYS.updates,
  queryFn: () => call('updates.get'),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useUpdates() {
  return useQuery(updatesQuery);
}

type UpdateAct = 'look' | 'download' | 'install';

/** What comes of it is told by a push, and may be further by now than the answer. */
export function useUpdateAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: UpdateAct) => call(`updates.${act}`),
    onSuccess: () => client.invalidateQueries({ queryKey: UPDATE_KEYS.updates }),
  });
}
