import type { Conversation } from '../../../main/contract/entities.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';

/** A chat's name; a bare number is grouped. */
export function displayTitle({ title, phone }: Pick<Conversation, 'title' | 'phone'>): string {
  if (title !== '' && title !== phone) return title;
  return phone === null ? title : formatPhoneNumber(phone);
}
