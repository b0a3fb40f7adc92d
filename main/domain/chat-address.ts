import { Phone } from '../contract/values.ts';
import type { AliasKind } from './stores/client-store.ts';

/** Whom a chat's jid means: a person by phone number or by WhatsApp's opaque lid. */
export type ChatAddress = { kind: 'phone'; value: Phone } | { kind: 'lid'; value: string };

/** What a chat is: with a person, or a group. */
export type ChatKind = { type: 'person'; address: ChatAddress } | { type: 'group'; jid: string };

/**
 * Reads a person's jid. `…@c.us` and `…@s.whatsapp.net` are a phone number's digits, `…@lid` is opaque; null for groups
 * (`@g.us`), newsletters, broadcasts and status.
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

/** What is a conversation: null for newsletters, broadcasts and status, which are nobody's chat and always left alone. */
export function parseChat(jid: string): ChatKind | null {
  if (jid.endsWith('@g.us')) return { type: 'group', jid };
  const address = parseJid(jid);
  return address && { type: 'person', address };
}

/** Every jid under which WhatsApp may show the chat with that address. A username is no chat's address. */
export function jidsOf({ kind, value }: { kind: AliasKind; value: string }): string[] {
  if (kind === 'lid') return [`${value}@lid`];
  return kind === 'phone' ? [`${value.slice(1)}@c.us`, `${value.slice(1)}@s.whatsapp.net`] : [];
}
