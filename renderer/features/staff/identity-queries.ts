import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Identity } from '../../../main/contract/ipc/identity.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { STAFF_KEYS } from './keys.ts';

/** Who sits at the window. A push keeps it new. */
export function useIdentity() {
  return useQuery({ queryKey: STAFF_KEYS.identity, queryFn: () => call('identity.current') });
}

export function useSignIn() {
  return useIdentityMutation((input: IpcInput<'identity.signIn'>) => call('identity.signIn', input));
}

export function useUnlock() {
  return useIdentityMutation((password: string) => call('identity.unlock', { password }));
}

export function useRecover() {
  return useIdentityMutation((input: IpcInput<'identity.recover'>) => call('identity.recover', input));
}

export function useLock() {
  return useIdentityMutation(() => call('identity.lock'));
}

export function useSignOut() {
  return useIdentityMutation(() => call('identity.signOut'));
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (input: IpcInput<'identity.changePassword'>) => call('identity.changePassword', input),
    gcTime: 0,
  });
}

export function useSetLock() {
  return useIdentityMutation((minutes: number) => call('identity.setLock', { minutes }));
}

function useIdentityMutation<Input>(mutationFn: (input: Input) => Promise<Identity>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // A password is not kept by the window.
    gcTime: 0,
    onSuccess: (identity) => client.setQueryData(STAFF_KEYS.identity, identity),
  });
}
