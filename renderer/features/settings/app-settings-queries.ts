import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppConductChange, AppLookChange, AppSettings } from '../../../main/contract/app-settings.ts';
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

/** Sets language and look. What is left out stays as it is. */
export function useSetLook() {
  return useSet((change: AppLookChange) => call('appSettings.setLook', change));
}

/** Sets what the app does beside its window. What is left out stays as it is. */
export function useSetConduct() {
  return useSet((change: AppConductChange) => call('appSettings.setConduct', change));
}

/** Announces nothing for an hour, or again. What is said now comes with the answer. */
export function usePauseNotifications() {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (paused: boolean) => call('appSettings.pauseNotifications', { paused }),
    onSuccess: (settings) => client.setQueryData(appSettingsQuery.queryKey, settings),
  });
  return { pause: mutate, isPending, error };
}

function useSet<Change extends AppLookChange | AppConductChange>(set: (change: Change) => Promise<AppSettings>) {
  const client = useQueryClient();
  const { data } = useAppSettings();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: set,
    onSuccess: (settings) => client.setQueryData(appSettingsQuery.queryKey, settings),
  });
  // What was chosen is shown from the first moment.
  return { settings: data && (isPending ? withChange(data, variables) : data), set: mutate, error };
}

function withChange(settings: AppSettings, change: AppLookChange | AppConductChange): AppSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
