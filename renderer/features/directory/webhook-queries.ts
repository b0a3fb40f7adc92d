import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IpcCall, IpcInput, IpcOutput } from '../../../main/contract/ipc.ts';
import type { DeliveryStatus } from '../../../main/contract/webhook.ts';
import { call } from '../../bridge.ts';
import { useRemoval } from '../../ui/use-removal.ts';
import { DIRECTORY_KEYS } from './keys.ts';

/** The lawyer's webhooks. They are read while `isWanted`. */
export function useWebhooks(lawyerId: string, isWanted = true) {
  return useInfiniteQuery({
    queryKey: DIRECTORY_KEYS.webhookList(lawyerId),
    queryFn: ({ pageParam }) =>
      call('webhooks.list', { lawyer_id: lawyerId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: isWanted,
    staleTime: 0,
  });
}

export function useWebhook(lawyerId: string, id: string) {
  return useQuery({
    queryKey: DIRECTORY_KEYS.webhook(lawyerId, id),
    queryFn: () => call('webhooks.get', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}

export function useDeliveries(lawyerId: string, webhookId: string, status: DeliveryStatus | null) {
  return useInfiniteQuery({
    queryKey: DIRECTORY_KEYS.deliveries(lawyerId, webhookId, status ?? ''),
    queryFn: ({ pageParam }) =>
      call('deliveries.list', {
        ...{ lawyer_id: lawyerId, webhook_id: webhookId },
        ...(status === null ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

export function useDelivery(lawyerId: string, webhookId: string, eventId: string) {
  return useQuery({
    queryKey: DIRECTORY_KEYS.delivery(lawyerId, webhookId, eventId),
    queryFn: () => call('deliveries.get', { lawyer_id: lawyerId, webhook_id: webhookId, event_id: eventId }),
    staleTime: 0,
  });
}

type WebhookCall = Exclude<Extract<IpcCall, `webhooks.${string}` | 'deliveries.redeliver'>, 'webhooks.remove'>;

/** One of the calls that change something of a webhook; what is shown of all of them is read again. */
export function useWebhookCall<Call extends WebhookCall>(lawyerId: string, name: Call) {
  const client = useQueryClient();
  return useMutation<IpcOutput<Call>, unknown, IpcInput<Call>>({
    mutationFn: (input) => (call as (name: Call, input: IpcInput<Call>) => Promise<IpcOutput<Call>>)(name, input),
    // A secret that is shown once is not kept by the window either.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: DIRECTORY_KEYS.webhooks(lawyerId) }),
  });
}

export function useRemoveWebhook(lawyerId: string, id: string, onRemoved: () => void) {
  const remove = () => call('webhooks.remove', { lawyer_id: lawyerId, id });
  return useRemoval(remove, DIRECTORY_KEYS.webhooks(lawyerId), onRemoved);
}
