import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../bridge.ts';

/** What a person can press about the session. What comes of it is seen in the session itself. */
export function useSessionAction(lawyerId: string) {
  return useMutation({
    mutationFn: (action: 'restart' | 'wake' | 'sleep' | 'logOut') => call(`session.${action}`, { lawyer_id: lawyerId }),
  });
}

/** In ms: a figure that somebody looks at. */
const MEASURE_EVERY = 3_000;

/** What WhatsApp's page of a lawyer takes of memory, in bytes; null while none is open, undefined until it is known. */
export function useSessionMemory(lawyerId: string) {
  return useQuery({
    queryKey: ['session-memory', lawyerId],
    queryFn: () => call('session.memory', { lawyer_id: lawyerId }),
    refetchInterval: MEASURE_EVERY,
    // An old figure says nothing.
    gcTime: 0,
  }).data;
}

/** The code comes with the session. Without a phone number it is asked for the lawyer's own. */
export function useRequestPairingCode(lawyerId: string) {
  return useMutation({
    mutationFn: (phone: string) => call('session.requestPairingCode', { lawyer_id: lawyerId, phone }),
  });
}
