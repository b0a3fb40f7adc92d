import { Phone } from '../contract/values.ts';
import { isSameLine } from './phone-lines.ts';

/**
 * Whether the account that is linked is the lawyer's own number, also where WhatsApp writes the number in its other form
 * (Brazil, Mexico, Argentina). Null while the page has not said its number: a lid alone tells nothing.
 */
export function sameAccount(lawyerPhone: Phone, me: { phone: string | null; lid: string | null }): boolean | null {
  if (me.phone === null) return null;
  const phone = Phone.safeParse(`+${me.phone}`);
  return phone.success && isSameLine(lawyerPhone, phone.data);
}
