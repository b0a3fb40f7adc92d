import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { IpcInput, LawyerWithSession } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { useRemoval } from '../../ui/use-removal.ts';
import { LAWYER_KEYS } from './keys.ts';

export function useLawyers() {
  return useQuery({ queryKey: LAWYER_KEYS.all, queryFn: () => call('lawyers.list') });
}

/** How many messages nobody has read yet, by the lawyer: who has none is not in it. */
export function useUnreadCounts(): ReadonlyMap<string, number> {
  const { data } = useQuery({ queryKey: LAWYER_KEYS.unread, queryFn: () => call('lawyers.unread') });
  return useMemo(() => new Map(data?.map(({ lawyer_id: id, unread_count: count }) => [id, count])), [data]);
}

/** The answer holds the API key, which is shown once: it is kept by the caller, never in the cache. */
export function useCreateLawyer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lawyer: IpcInput<'lawyers.create'>) => call('lawyers.create', lawyer),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: LAWYER_KEYS.all }),
  });
}

/** What was saved is shown at once, before the lawyers are read again. */
function useLawyerMutation<Input>(mutationFn: (input: Input) => Promise<Lawyer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (changed) => {
      client.setQueryData<LawyerWithSession[]>(LAWYER_KEYS.all, (lawyers) =>
        lawyers?.map((lawyer) => (lawyer.id === changed.id ? { ...lawyer, ...changed } : lawyer)),
      );
      return client.invalidateQueries({ queryKey: LAWYER_KEYS.all });
    },
  });
}

export function useChangeLawyer() {
  return useLawyerMutation((change: IpcInput<'lawyers.change'>) => call('lawyers.change', change));
}

/** Whether Lexline is to work for the lawyer. */
export function useSwitchLawyer(id: string) {
  return useLawyerMutation((isOn: boolean) => call(isOn ? 'lawyers.activate' : 'lawyers.deactivate', { id }));
}

export function useRemoveLawyer(id: string, onRemoved: () => void) {
  return useRemoval(() => call('lawyers.remove', { id }), LAWYER_KEYS.all, onRemoved);
}
