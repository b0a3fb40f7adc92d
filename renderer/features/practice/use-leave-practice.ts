import { useMutation } from '@tanstack/react-query';
import { call } from '../../bridge.ts';

/** Starts the app again, in the real account. It is a part of the first screen, as the badge is; the rest of practice is not. */
export function useLeavePractice() {
  return useMutation({ mutationFn: () => call('practice.leave') });
}
