import type { LawyerId } from '../contract/ids.ts';
import type { AlertCode } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';

interface Change {
  lawyerId: LawyerId;
  code: AlertCode;
  subject: string | null;
  at: Millis;
}

/** Raises or clears an alert and tells of it, in the caller's transaction. What is so already is not told again. */
export async function changeAlert(stores: Stores, change: Change, isOpen: boolean): Promise<void> {
  const alert = isOpen ? await stores.alerts.raise(change) : await stores.alerts.clear(change);
  if (!alert) return;
  const { lawyerId, at } = change;
  await recordEvent(stores, { type: isOpen ? 'alert.raised' : 'alert.cleared', lawyerId, more: { alert }, at });
}
