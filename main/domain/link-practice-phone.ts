import type { LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { PracticePhones, Sessions } from './ports.ts';
import type { Stores } from './stores.ts';

interface Linking {
  stores: Stores;
  sessions: Sessions;
  phones: PracticePhones;
}

/**
 * A simulated phone scans the QR code that the session shows now: the lawyer's own, or `phone`. Throws AppError
 * `lawyer_not_found`, `session_not_waiting_for_scan`, `practice_unreachable`, `practice_refused`.
 */
export async function scanWithPracticePhone(linking: Linking, lawyerId: LawyerId, phone?: Phone): Promise<void> {
  const by = await holderOf(linking.stores, lawyerId, phone);
  const { qr } = linking.sessions.get(lawyerId);
  const scanned = qr !== undefined && (await linking.phones.scan(by, qr));
  if (!scanned) throw new AppError('session_not_waiting_for_scan');
}

/** The same with the pairing code that the session shows. */
export async function pairWithPracticePhone(linking: Linking, lawyerId: LawyerId, phone?: Phone): Promise<void> {
  const by = await holderOf(linking.stores, lawyerId, phone);
  const { pairing_code } = linking.sessions.get(lawyerId);
  const paired = pairing_code !== undefined && (await linking.phones.enterPairingCode(by, pairing_code));
  if (!paired) throw new AppError('session_not_waiting_for_scan');
}

async function holderOf(stores: Stores, lawyerId: LawyerId, phone?: Phone): Promise<{ phone: Phone; name: string }> {
  const lawyer = await stores.lawyers.find(lawyerId);
  if (!lawyer) throw new AppError('lawyer_not_found');
  const isOwn = phone === undefined || phone === lawyer.phone_number;
  return isOwn ? { phone: lawyer.phone_number, name: lawyer.name } : { phone, name: 'Somebody else' };
}
