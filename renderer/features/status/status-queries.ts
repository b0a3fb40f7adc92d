import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { STATUS_KEYS } from './keys.ts';

export type AppStatus = IpcOutput<'app.status'>;

export function useAppStatus() {
  return useQuery({ queryKey: STATUS_KEYS.status, queryFn: () => call('app.status') });
}

/** What a person should look at, of all lawyers, until it is over. */
export function useAlerts() {
  return useQuery({ queryKey: STATUS_KEYS.alerts, queryFn: () => call('alerts.open') });
}

export function useConfirmRecoveryKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('app.confirmRecoveryKey'),
    onSuccess: () => client.invalidateQueries({ queryKey: STATUS_KEYS.status }),
  });
}
