import type { LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Stores } from './stores.ts';

/**
 * For whoever is not active nothing new is put into the outbox: nobody would send it, and in a year it would be a
 * surprise. Rejects with AppError `lawyer_not_active`.
 */
export async function assertActive({ lawyers }: Pick<Stores, 'lawyers'>, lawyerId: LawyerId): Promise<void> {
  const lawyer = await lawyers.find(lawyerId);
  if (lawyer && !lawyer.is_active) throw new AppError('lawyer_not_active');
}
