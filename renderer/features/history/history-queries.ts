import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../bridge.ts';
import { HISTORY_KEYS } from './keys.ts';

/** How far the reading of what WhatsApp holds has come. Kept up to date by pushes. */
export function useHistory(lawyerId: string) {
  return useQuery({
    queryKey: HISTORY_KEYS.progress(lawyerId),
    queryFn: () => call('history.progress', { lawyer_id: lawyerId }),
  });
}

/** Reads what is missing now, rather than at the next time. */
export function useSyncHistory(lawyerId: string) {
  return useMutation({ mutationFn: () => call('history.sync', { lawyer_id: lawyerId }) });
}

/** What is known to be complete of one chat. */
export function useCompleteness(lawyerId: string, conversationId: string) {
  return useQuery({
    queryKey: [...HISTORY_KEYS.completeness(lawyerId), conversationId],
    queryFn: () => call('conversations.completeness', { lawyer_id: lawyerId, conversation_id: conversationId }),
    staleTime: 0,
  });
}
