import type { Lawyer } from '../contract/entities.ts';
import type { Mode, Phone } from '../contract/values.ts';
import { makeApiKey } from './api-keys.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { Stores } from './stores.ts';

export interface LawyerDetails {
  name: string;
  email: string;
  phone_number: Phone;
}

/** Makes a lawyer with a first API key, in the caller's transaction. Throws AppError `email_taken` or `phone_taken`. */
export async function createLawyer(
  stores: Stores,
  mode: Mode,
  details: LawyerDetails,
  at: Millis,
): Promise<{ lawyer: Lawyer; apiKey: string }> {
  if (await stores.lawyers.emailTaken(details.email)) {
    throw new AppError('email_taken', [{ field: 'email', message: 'belongs to another lawyer' }]);
  }
  if (await stores.lawyers.phoneTaken(details.phone_number)) {
    throw new AppError('phone_taken', [{ field: 'phone_number', message: 'belongs to another lawyer' }]);
  }
  const id = newId('law', at);
  const lawyer = await stores.lawyers.insert({
    id,
    name: details.name,
    email: details.email,
    phone: details.phone_number,
    at,
  });
  const { text, key } = makeApiKey(mode, { role: 'lawyer', lawyerId: id }, { name: 'First key', at });
  await stores.apiKeys.insert(key);
  return { lawyer, apiKey: text };
}
