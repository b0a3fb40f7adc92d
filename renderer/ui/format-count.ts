/** In a small place: no more than two digits. */
export function formatCount(count: number, locale: string): string {
  const number = new Intl.NumberFormat(locale);
  return count > 99 ? `${number.format(99)}+` : number.format(count);
}
