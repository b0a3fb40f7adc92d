import type { Lawyer } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { isSameLine } from './phone-lines.ts';
import type { Stores } from './stores.ts';

export interface LawyerDetailsChange {
  name?: string | undefined;
  email?: string | undefined;
  phone_number?: Phone | undefined;
}

/**
 * Changes who a lawyer is, in the caller's transaction; what is left out stays as it is. With another number the account
 * that is linked is nobody's until the page has said whose it is: nothing of the former number's is taken in any more.
 * Throws AppError `lawyer_not_found`, `email_taken`, `phone_taken`.
 */
export async function changeLawyer(
  stores: Stores,
  id: LawyerId,
  { name, email, phone_number: phone }: LawyerDetailsChange,
  at: Millis,
): Promise<Lawyer> {
  const before = await present(stores, id);
  if (email !== undefined && (await stores.lawyers.emailTaken(email, id))) {
    throw new AppError('email_taken', [{ field: 'email', message: 'belongs to another lawyer' }]);
  }
  if (phone !== undefined && (await stores.lawyers.phoneTaken(phone, id))) {
    throw new AppError('phone_taken', [{ field: 'phone_number', message: 'belongs to another lawyer' }]);
  }
  await stores.lawyers.update(id, { name, email, phone }, at);
  if (phone !== undefined && !isSameLine(phone, before.phone_number)) {
    await stores.lawyers.setAccountConfirmed(id, false);
  }
  return present(stores, id);
}

/**
 * Whether a lawyer works with Lexline at the moment, in the caller's transaction. What is queued stays queued. Throws
 * AppError `lawyer_not_found`.
 */
export async function setLawyerActive(
  stores: Stores,
  id: LawyerId,
  isActive: boolean,
  at: Millis,
): Promise<{ lawyer: Lawyer; isNews: boolean }> {
  const before = await present(stores, id);
  if (before.is_active === isActive) return { lawyer: before, isNews: false };
  await stores.lawyers.update(id, { isActive }, at);
  return { lawyer: await present(stores, id), isNews: true };
}

/**
 * Removes a lawyer who was made by mistake, in the caller's transaction: what clients have said is never erased by a slip.
 * Throws AppError `lawyer_not_found`, `lawyer_active`, `lawyer_not_empty`.
 */
export async function removeLawyer(stores: Stores, id: LawyerId): Promise<void> {
  const lawyer = await present(stores, id);
  if (lawyer.is_active) throw new AppError('lawyer_active');
  if (!(await stores.lawyers.isEmpty(id))) throw new AppError('lawyer_not_empty');
  await stores.lawyers.remove(id);
}

async function present({ lawyers }: Stores, id: LawyerId): Promise<Lawyer> {
  const lawyer = await lawyers.find(id);
  if (!lawyer) throw new AppError('lawyer_not_found');
  return lawyer;
}
