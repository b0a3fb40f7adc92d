/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const SHORT_CODES = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** What a person typed, in E.164 form; null when it cannot be a number with a country code. The main process decides. */
export function parsePhoneNumber(typed: string): string | null {
  const bare = typed
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-/\u00a0\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}

/** A number in groups that can be read aloud, after the country code three digits, then three or four: `+49 151 1234 5678`. */
export function formatPhoneNumber(phone: string): string {
  const digits = /^\+(\d{7,15})$/.exec(phone)?.[1];
  if (!digits) return phone;
  const code = SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
  const rest = digits.slice(code.length);
  return [`+${code}`, rest.slice(0, 3), ...evenGroups(rest.slice(3))].join(' ');
}

/** As few groups as there can be with at most four digits each, the shorter ones first. */
function evenGroups(digits: string): string[] {
  const count = Math.ceil(digits.length / 4);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * digits.length) / count);
    return digits.slice(start, Math.floor(((index + 1) * digits.length) / count));
  });
}
