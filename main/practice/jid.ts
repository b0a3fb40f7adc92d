/** Digits of a phone number written as `+49 151…`, `49151…` or with separators; `null` when it is not one. */
export function phoneDigits(text: string): string | null {
  const match = /^\+?(\d{5,15})$/.exec(text.replaceAll(/[\s().-]/g, ''));
  return match?.[1] ?? null;
}

/**
 * WhatsApp's chat id of a client. The only place that decides between `@c.us` and (later) `@lid`: the ledger keeps
 * phones, the page sees jids.
 */
export function jidOfClient(client: string): string {
  return `${client}@c.us`;
}

/** The client behind a chat id, or `null` when the practice account knows no such id. */
export function clientOfJid(jid: string): string | null {
  const match = /^(\d{5,15})@c\.us$/.exec(jid);
  return match?.[1] ?? null;
}

/** Numbers ending in four zeros are not on WhatsApp, so that this case can be tried. */
export function isOnWhatsApp(client: string): boolean {
  return !client.endsWith('0000');
}
