/** Reading what a stranger's message may hold: each gives null for what is not of its kind, and never throws. */

/** A getter of the page's throws where what it is about has not come yet: then there is nothing to be read. */
export function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export function asText(value: unknown, limit: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, limit).toWellFormed() : null;
}

/** The page keeps some numbers as text. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function asCount(value: unknown): number | null {
  const number = asNumber(value);
  return number !== null && number >= 0 ? Math.round(number) : null;
}

/** Seconds since 1970, of a time that the page keeps in seconds or in milliseconds. */
export function asSeconds(value: unknown): number | null {
  const number = asNumber(value);
  if (number === null || number <= 0) return null;
  return Math.floor(number > 100_000_000_000 ? number / 1000 : number);
}

/** A wid, or a jid as text, as `user@server` without the device part that some carry (`491511…:12@c.us`). */
export function asJid(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value)
    .replace(/:\d+@/, '@')
    .replace(/@s\.whatsapp\.net$/, '@c.us');
  return /^[^\s@]{1,100}@[a-z.]{1,27}$/.test(text) ? text : null;
}

/** Base64 of bytes, in hexadecimal. */
export function asHex(base64: unknown): string | null {
  if (typeof base64 !== 'string' || base64.length > 100) return null;
  try {
    return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return null;
  }
}
