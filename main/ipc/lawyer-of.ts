import type { Lawyer } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { Stores } from '../domain/stores.ts';

/** Rejects with AppError `lawyer_not_found`. */
export async function lawyerOf(stores: Stores, id: LawyerId): Promise<Lawyer> {
  const lawyer = await stores.lawyers.find(id);
  if (!lawyer) throw new AppError('lawyer_not_found');
  return lawyer;
}
