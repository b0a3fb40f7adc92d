import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from '../../../main/contract/entities.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { useRemoval } from '../../ui/use-removal.ts';
import { CHAT_KEYS } from '../chats/keys.ts';
import { CLIENT_KEYS } from './keys.ts';

export function useClient(lawyerId: string, clientId: string) {
  return useQuery({
    queryKey: [...CLIENT_KEYS.clients(lawyerId), clientId],
    queryFn: () => call('clients.get', { lawyer_id: lawyerId, id: clientId }),
    staleTime: 0,
  });
}

/** Changes one client, or what belongs to it; then all that is shown of clients is read again. */
function useClientChange<Input, Output>(lawyerId: string, change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: CLIENT_KEYS.clients(lawyerId) }),
  });
}

export function useCreateClient(lawyerId: string) {
  return useClientChange(lawyerId, (client: IpcInput<'clients.create'>['client']) =>
    call('clients.create', { lawyer_id: lawyerId, client }),
  );
}

export function useChangeClient(lawyerId: string, id: string) {
  return useClientChange(lawyerId, (change: IpcInput<'clients.change'>['change']) =>
    call('clients.change', { lawyer_id: lawyerId, id, change }),
  );
}

export function useRemoveClient(lawyerId: string, id: string, onRemoved: () => void) {
  const remove = () => call('clients.remove', { lawyer_id: lawyerId, id });
  return useRemoval(remove, CLIENT_KEYS.lists(lawyerId), onRemoved);
}

export function useAddPhone(lawyerId: string, id: string) {
  return useClientChange(lawyerId, (phone: string) => call('clients.addPhone', { lawyer_id: lawyerId, id, phone }));
}

export function useRemoveAlias(lawyerId: string, id: string) {
  return useClientChange(lawyerId, (alias: string) => call('clients.removeAlias', { lawyer_id: lawyerId, id, alias }));
}

export function useAssignments(lawyerId: string, id: string) {
  return useQuery({
    queryKey: CLIENT_KEYS.assignments(lawyerId, id),
    queryFn: () => call('clients.assignments', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}

/** Gives the client to another lawyer; to whom it is given already, with another status. */
export function useAssign(lawyerId: string, id: string) {
  return useClientChange(lawyerId, (given: Pick<IpcInput<'clients.assign'>, 'to' | 'status'>) =>
    call('clients.assign', { lawyer_id: lawyerId, id, ...given }),
  );
}

export function useUnassign(lawyerId: string, id: string) {
  return useClientChange(lawyerId, (from: string) => call('clients.unassign', { lawyer_id: lawyerId, id, from }));
}

interface Pair {
  from: string;
  into: string;
}

/** What would come of a merge. It is asked for anew each time it is shown. */
export function useMergePreview(lawyerId: string, { from, into }: Pair) {
  return useQuery({
    queryKey: CLIENT_KEYS.preview(lawyerId, from, into),
    queryFn: () => call('clients.mergePreview', { lawyer_id: lawyerId, from, into }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Two clients that are one person become one, or two again. The chats follow. */
export function useMergeClients(lawyerId: string, action: 'merge' | 'unmerge') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pair: Pair): Promise<Client> => call(`clients.${action}`, { lawyer_id: lawyerId, ...pair }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: CLIENT_KEYS.clients(lawyerId) }),
        client.invalidateQueries({ queryKey: CHAT_KEYS.conversations(lawyerId) }),
        // What was read of a chat may no longer be in it, or not in that order.
        client.resetQueries({ queryKey: CHAT_KEYS.threads(lawyerId) }),
      ]),
  });
}

/** How far the export of a client has come; null: there is none under way. Pushes keep it so. */
export function useExportProgress(lawyerId: string, id: string) {
  return useQuery({
    queryKey: CLIENT_KEYS.exported(lawyerId, id),
    queryFn: () => call('clients.exportProgress', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}

export function useExportClient(lawyerId: string, id: string) {
  return useMutation({ mutationFn: () => call('clients.export', { lawyer_id: lawyerId, id }) });
}

export function useCancelExport(lawyerId: string, id: string) {
  return useMutation({ mutationFn: () => call('clients.cancelExport', { lawyer_id: lawyerId, id }) });
}

/** Shows the client that the chat has been read: queued like everything that WhatsApp is asked for. */
export function useSendRead(lawyerId: string) {
  return useMutation({
    mutationFn: (conversationId: string) =>
      call('conversations.sendRead', { lawyer_id: lawyerId, conversation_id: conversationId }),
  });
}
