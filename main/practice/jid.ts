/** Digits of a phone number written as `+49 151…`, `49151…` or with separators; `null` when it is not one. */
export function phoneDigits(text: string): string | null {
  const match = /^\+?(\d{5,15})$/.exec(text.replaceAll(/[\s().-]/g, ''));
  return match?.[1] ?? null;
}

/** Numbers ending in four zeros are not on WhatsApp, so that this case can be tried. */
export function isOnWhatsApp(client: string): boolean {
  return !client.endsWith('0000');
}

/** How people are called on a page: by their number, or by an opaque id that is fixed for as long as the page is loaded. */
export type Naming = 'phone' | 'lid';

export function jidOfPerson(phone: string, naming: Naming): string {
  return naming === 'phone' ? `${phone}@c.us` : lidOf(phone);
}

/** The person behind a chat id, or `null` when it is nobody's. */
export function personOfJid(jid: string): string | null {
  const match = /^(\d{1,16})@(c\.us|lid)$/.exec(jid);
  const user = match?.[1];
  if (user === undefined) return null;
  if (match?.[2] === 'lid') return phoneOfLid(user);
  return /^\d{5,15}$/.test(user) ? user : null;
}

/** What kind of chat a jid is of. */
export type ChatKind = 'person' | 'group' | 'newsletter' | 'status' | 'broadcast';

/** `null` for what is no jid of a chat. */
export function chatKindOf(jid: string): ChatKind | null {
  if (/^\d{1,16}@(c\.us|lid)$/.test(jid)) return 'person';
  if (/^\d{5,30}(-\d{5,15})?@g\.us$/.test(jid)) return 'group';
  if (/^\d{5,30}@newsletter$/.test(jid)) return 'newsletter';
  if (jid === 'status@broadcast') return 'status';
  if (/^\d{5,30}@broadcast$/.test(jid)) return 'broadcast';
  return null;
}

/*
 * A lid says nothing of the number to anybody who sees it, but the practice server must find the way back without a
 * table. So it is the number, moved about below a prime by a factor and an offset; a leading 1 keeps its length.
 */
const prime = 9_007_199_254_740_881n;
const factor = 6_364_136_223_846_793n;
const inverse = 3_087_597_554_154_851n;
const offset = 1_442_695_040_888_963n;

function lidOf(phone: string): string {
  return `${(BigInt(`1${phone}`) * factor + offset) % prime}@lid`;
}

function phoneOfLid(user: string): string | null {
  const moved = (BigInt(user) - offset + prime) % prime;
  const number = String((moved * inverse) % prime);
  return /^1\d{5,15}$/.test(number) ? number.slice(1) : null;
}
