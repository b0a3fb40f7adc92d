import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { call } from '../../bridge.ts';
import { QUERY_KEYS } from '../../query-keys.ts';

export function useSettings(lawyerId: string) {
  return useQuery({
    queryKey: QUERY_KEYS.settings(lawyerId),
    queryFn: () => call('settings.get', { lawyer_id: lawyerId }),
    staleTime: 0,
  });
}

export function useSaveSettings(lawyerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: LawyerSettings) => call('settings.set', { lawyer_id: lawyerId, settings }),
    onSuccess: (settings) => client.setQueryData(QUERY_KEYS.settings(lawyerId), settings),
  });
}
