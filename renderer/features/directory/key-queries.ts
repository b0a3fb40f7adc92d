import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { IpcInput, IpcOutput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { DIRECTORY_KEYS } from './keys.ts';

/** The lawyer's keys, the newest first, with those that have ended. They are read while `isWanted`. */
export function useKeys(lawyerId: string, isWanted = true) {
  return useInfiniteQuery({
    queryKey: DIRECTORY_KEYS.keys(lawyerId),
    queryFn: ({ pageParam }) =>
      call('keys.list', { lawyer_id: lawyerId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: isWanted,
    staleTime: 0,
  });
}

/** A key with its secret, which is shown this once. */
export type MadeKey = IpcOutput<'keys.create'>;

type Of<Call extends 'keys.create' | 'keys.rotate' | 'keys.revoke'> = Omit<IpcInput<Call>, 'lawyer_id'>;

export function useCreateKey(lawyerId: string) {
  return useKeyMutation(lawyerId, (input: Of<'keys.create'>) => call('keys.create', { lawyer_id: lawyerId, ...input }));
}

export function useRotateKey(lawyerId: string) {
  return useKeyMutation(lawyerId, (input: Of<'keys.rotate'>) => call('keys.rotate', { lawyer_id: lawyerId, ...input }));
}

export function useRevokeKey(lawyerId: string) {
  return useKeyMutation(lawyerId, (input: Of<'keys.revoke'>) => call('keys.revoke', { lawyer_id: lawyerId, ...input }));
}

function useKeyMutation<Input, Output>(lawyerId: string, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // A text that is shown once is not kept by the window either.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: DIRECTORY_KEYS.keys(lawyerId) }),
  });
}
