import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppSettingsChange } from '../../../main/contract/app-settings.ts';
import { call } from '../../bridge.ts';
import { SETTINGS_KEYS } from './keys.ts';

/** What is set for the app on this machine. A push keeps it new. */
export const appSettingsQuery = queryOptions({
  queryKey: SETTINGS_KEYS.app,
  queryFn: () => call('appSettings.get'),
});

export function useAppSettings() {
  return useQuery(appSettingsQuery);
}

/** Whether some of them have an effect on this machine, for as long as the app runs. */
export function useSettingsSupport() {
  return useQuery({
    queryKey: SETTINGS_KEYS.support,
    queryFn: () => call('appSettings.support'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is left out stays as it is. */
export function useSaveAppSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: AppSettingsChange) => call('appSettings.set', change),
    onSuccess: (settings) => client.setQueryData(appSettingsQuery.queryKey, settings),
  });
}
