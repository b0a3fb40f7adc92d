import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import type { TunnelChange } from '../../../main/contract/tunnel.ts';
import { call } from '../../bridge.ts';
import { SETTINGS_KEYS } from './keys.ts';

export function useSettings(lawyerId: string) {
  return useQuery({
    queryKey: SETTINGS_KEYS.settings(lawyerId),
    queryFn: () => call('settings.get', { lawyer_id: lawyerId }),
    staleTime: 0,
  });
}

export function useTunnel() {
  return useQuery({ queryKey: SETTINGS_KEYS.tunnel, queryFn: () => call('tunnel.get'), staleTime: 0 });
}

/** Of how a broker is doing nothing is pushed. In ms. */
const BROKERS_LOOKED_AT_EVERY = 10_000;

export function useBrokers(lawyerId: string) {
  return useQuery({
    queryKey: SETTINGS_KEYS.brokers(lawyerId),
    queryFn: () => call('brokers.list', { lawyer_id: lawyerId }),
    staleTime: 0,
    refetchInterval: BROKERS_LOOKED_AT_EVERY,
  });
}

/** Opens or closes the way in; what comes of it is told by a push. */
export function useSwitchTunnel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isOn: boolean) => call(isOn ? 'tunnel.start' : 'tunnel.stop'),
    onSuccess: (tunnel) => client.setQueryData(SETTINGS_KEYS.tunnel, tunnel),
  });
}

/** Sets it up. Whoever takes it away closes it first: what is on is never left without anybody who carries it. */
export function useChangeTunnel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: TunnelChange) => {
      if (change.provider === null) await call('tunnel.stop');
      return call('tunnel.change', change);
    },
    onSuccess: (tunnel) => client.setQueryData(SETTINGS_KEYS.tunnel, tunnel),
    // There may be a secret in what was asked for: it goes with the dialog.
    gcTime: 0,
  });
}

export function useSaveSettings(lawyerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: LawyerSettings) => call('settings.set', { lawyer_id: lawyerId, settings }),
    onSuccess: (settings) => client.setQueryData(SETTINGS_KEYS.settings(lawyerId), settings),
  });
}
