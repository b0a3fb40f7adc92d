import { useMutation } from '@tanstack/react-query';
import { call } from '../../bridge.ts';

/** Has the main process open an address outside of the app. It reads it again, and opens no other than pages, mail and calls. */
export function useOpenLink() {
  return useMutation({ mutationFn: (address: string) => call('links.open', { address }) });
}
