import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { CHAT_KEYS } from '../chats/keys.ts';
import { CLIENT_KEYS } from './keys.ts';

export function useClient(lawyerId: string, clientId: string) {
  return useQuery({
    queryKey: [...CLIENT_KEYS.clients(lawyerId), clientId],
    queryFn: () => call('clients.get', { lawyer_id: lawyerId, id: clientId }),
    staleTime: 0,
  });
}

interface Pair {
  from: string;
  into: string;
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

/** Shows the client that the chat has been read: queued like everything that WhatsApp is asked for. */
export function useSendRead(lawyerId: string) {
  return useMutation({
    mutationFn: (conversationId: string) =>
      call('conversations.sendRead', { lawyer_id: lawyerId, conversation_id: conversationId }),
  });
}
