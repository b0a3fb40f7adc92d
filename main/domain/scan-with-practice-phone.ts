import type { LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { PracticePhones, Sessions } from './ports.ts';
import type { Stores } from './stores.ts';

/**
 * The lawyer's simulated phone scans the QR code that the session shows now.
 * Throws AppError `lawyer_not_found`, `session_not_waiting_for_scan`, `practice_unreachable`.
 */
export async function scanWithPracticePhone(
  stores: Stores,
  sessions: Sessions,
  phones: PracticePhones,
  lawyerId: LawyerId,
): Promise<void> {
  const lawyer = await stores.lawyers.find(lawyerId);
  if (!lawyer) throw new AppError('lawyer_not_found');
  const { qr } = sessions.get(lawyerId);
  const scanned = qr !== undefined && (await phones.scan({ phone: lawyer.phone_number, name: lawyer.name }, qr));
  if (!scanned) throw new AppError('session_not_waiting_for_scan');
}
