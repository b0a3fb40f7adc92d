import { readAddress } from '../contract/web-address.ts';
import { AppError } from './app-error.ts';

/**
 * What is given to the system to be opened: an address of a page, a mailbox or a number, written anew from its parts.
 * Whoever asks is not trusted to have looked. Throws AppError `invalid_request`.
 */
export function openableAddress(given: string): string {
  const address = readAddress(given);
  if (!address)
    throw new AppError('invalid_request', [
      { field: 'address', message: 'must be one that can be opened', fault: 'url' },
    ]);
  return address.href;
}
