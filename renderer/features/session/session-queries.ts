import { useMutation } from '@tanstack/react-query';
import { call } from '../../bridge.ts';

/** What a person can press about the session. What comes of it is seen in the session itself. */
export function useSessionAction(lawyerId: string) {
  return useMutation({
    mutationFn: (action: 'restart' | 'wake' | 'sleep' | 'logOut') => call(`session.${action}`, { lawyer_id: lawyerId }),
  });
}

/** The code comes with the session. Without a phone number it is asked for the lawyer's own. */
export function useRequestPairingCode(lawyerId: string) {
  return useMutation({
    mutationFn: (phone: string) => call('session.requestPairingCode', { lawyer_id: lawyerId, phone }),
  });
}
