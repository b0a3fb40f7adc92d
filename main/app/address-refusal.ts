import type { AddressRefusal } from '../domain/create-webhook.ts';
import { AddressRefusedError, assertUrlAllowed } from '../webhooks/address-guard.ts';

/** Why a webhook may not have an address, in words and by a word; null: it may. */
export const addressRefusal: AddressRefusal = async (url, allowLoopback) => {
  try {
    await assertUrlAllowed(url, allowLoopback);
    return null;
  } catch (error) {
    if (error instanceof AddressRefusedError) return { message: error.message, reason: error.reason };
    throw error;
  }
};
