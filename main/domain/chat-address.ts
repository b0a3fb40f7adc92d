import { Phone } from '../contract/values.ts';
import type { AliasKind } from './stores.ts';

/** Whom a chat's jid means: a person by phone number or by WhatsApp's opaque lid. Groups and channels are nobody. */
export interface ChatAddress {
  kind: AliasKind;
  value: string;
}

/**
 * Reads a jid. `…@c.us` and `…@s.whatsapp.net` are a phone number's digits, `…@lid` is opaque; null for groups
 * (`@g.us`), newsletters, broadcasts and status, which are left alone.
 */
export function parseJid(jid: string): ChatAddress | null {
  const at = jid.lastIndexOf('@');
  const user = jid.slice(0, at);
  const server = jid.slice(at + 1);
  if (server === 'lid') return { kind: 'lid', value: user };
  if (server !== 'c.us' && server !== 's.whatsapp.net') return null;
  const phone = Phone.safeParse(`+${user}`);
  // `0@c.us` and the like are WhatsApp's own announcements.
  return phone.success ? { kind: 'phone', value: phone.data } : null;
}
