import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { STAFF_KEYS } from './keys.ts';

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });
const PAGED = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

/** What ends by itself is looked at again so often, in ms. */
const LOOK_AGAIN = 15_000;

/** What is under way is looked at so often, in ms. */
const PROGRESS_AGAIN = 500;

/** Everybody who signs in, the newest first. */
export function usePeople() {
  return useInfiniteQuery({
    queryKey: STAFF_KEYS.people,
    queryFn: ({ pageParam }) => call('staff.list', from(pageParam)),
    ...PAGED,
    // When somebody has signed in is not pushed.
    staleTime: 0,
  });
}

export function useStaffSessions() {
  return useInfiniteQuery({
    queryKey: STAFF_KEYS.sessions,
    queryFn: ({ pageParam }) => call('staffSessions.list', from(pageParam)),
    ...PAGED,
    staleTime: 0,
  });
}

/** What a lawyer has granted, the newest first, with what is over. */
export function useGrants(lawyerId: string) {
  return useInfiniteQuery({
    queryKey: STAFF_KEYS.grants(lawyerId),
    queryFn: ({ pageParam }) => call('grants.list', { lawyer_id: lawyerId, ...from(pageParam) }),
    ...PAGED,
    // That a chat has another title is not pushed to it.
    staleTime: 0,
  });
}

/** Who opened which chat. `person`: only that one's; empty for all. */
export function useAccesses(lawyerId: string, person: string) {
  return useInfiniteQuery({
    queryKey: STAFF_KEYS.accesses(lawyerId, person),
    queryFn: ({ pageParam }) =>
      call('audit.accesses', {
        lawyer_id: lawyerId,
        ...(person !== '' && { staff_id: person }),
        ...from(pageParam),
      }),
    ...PAGED,
    staleTime: 0,
  });
}

export function useVerification() {
  return useQuery({ queryKey: STAFF_KEYS.verification, queryFn: () => call('audit.verify'), staleTime: 0 });
}

/** How far that is; asked again and again while it is under way. */
export function useVerificationProgress(isUnderWay: boolean) {
  const { data } = useQuery({
    queryKey: STAFF_KEYS.verificationProgress,
    queryFn: () => call('audit.progress'),
    enabled: isUnderWay,
    refetchInterval: PROGRESS_AGAIN,
    staleTime: 0,
  });
  return isUnderWay ? (data ?? null) : null;
}

/** What the member of support at the window may read now. */
export function useOwnGrants() {
  return useQuery({
    queryKey: STAFF_KEYS.ownGrants,
    queryFn: () => call('identity.grants'),
    refetchInterval: LOOK_AGAIN,
  });
}

/** The chats of all those grants. Which lawyer is named does not matter: the grants say whose each is. */
export function useOwnChats(lawyerId: string | null) {
  return useQuery({
    queryKey: STAFF_KEYS.ownChats,
    queryFn: () => (lawyerId === null ? [] : readAll(lawyerId)),
    enabled: lawyerId !== null,
    refetchInterval: LOOK_AGAIN,
  });
}

async function readAll(lawyerId: string): Promise<Conversation[]> {
  const all: Conversation[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Conversation[]; next_cursor: string | null } = await call('conversations.list', {
      lawyer_id: lawyerId,
      ...from(cursor),
    });
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

export function useCreateStaff() {
  return useStaffMutation((input: IpcInput<'staff.create'>) => call('staff.create', input));
}

export function useChangeStaff() {
  return useStaffMutation((input: IpcInput<'staff.change'>) => call('staff.change', input));
}

export function useResetPassword() {
  return useStaffMutation((input: IpcInput<'staff.resetPassword'>) => call('staff.resetPassword', input));
}

export function useEndSession() {
  return useStaffMutation((id: string) => call('staffSessions.end', { id }));
}

export function useCreateGrant(lawyerId: string) {
  return useStaffMutation((input: Omit<IpcInput<'grants.create'>, 'lawyer_id'>) =>
    call('grants.create', { lawyer_id: lawyerId, ...input }),
  );
}

export function useRevokeGrant(lawyerId: string) {
  return useStaffMutation((id: string) => call('grants.revoke', { lawyer_id: lawyerId, id }));
}

/** Who is let go loses what was granted, too. */
function useStaffMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['staff'] }),
        client.invalidateQueries({ queryKey: ['grants'] }),
      ]),
  });
}
