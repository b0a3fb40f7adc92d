import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import type { Faults } from './fault-fields.ts';
import { PRACTICE_KEYS } from './keys.ts';

/** The simulated phone scans the QR code, or is given the pairing code. */
export function usePracticeLink(lawyerId: string) {
  return useMutation({
    mutationFn: (by: 'qr' | 'code') =>
      call(by === 'qr' ? 'practice.scan' : 'practice.enterPairingCode', { lawyer_id: lawyerId }),
  });
}

export function usePracticeAct() {
  return useMutation({ mutationFn: (action: IpcInput<'practice.act'>) => call('practice.act', action) });
}

export function useFaults() {
  return useQuery({ queryKey: PRACTICE_KEYS.faults, queryFn: () => call('practice.faults'), staleTime: 0 });
}

/** Changes some of the faults, which are shown so at once; the answer is all of them as they are now. */
export function useSetFaults() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Faults>) => call('practice.setFaults', change),
    onMutate: (change) =>
      client.setQueryData<Faults>(PRACTICE_KEYS.faults, (known) => known && { ...known, ...change }),
    onSuccess: (faults) => client.setQueryData<Faults>(PRACTICE_KEYS.faults, faults),
    onError: () => client.invalidateQueries({ queryKey: PRACTICE_KEYS.faults }),
  });
}
