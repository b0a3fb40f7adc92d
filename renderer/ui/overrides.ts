/**
 * LRO and RLO turn the direction of everything after them, whatever it is: `\u202Egpj.exe` is read as `exe.jpg`. Of the
 * other marks of direction, which are ordinary in Arabic or Hebrew text, see loose-marks.ts.
 */
const OVERRIDES = /[\u202d\u202e]/g;

export function hasOverrides(text: string): boolean {
  return text.search(OVERRIDES) >= 0;
}

/** For places that take plain text alone, such as a label that is read aloud. */
export function withoutOverrides(text: string): string {
  return text.replace(OVERRIDES, '');
}

/** A text in parts, each override a part of its own. Nothing is lost: joined, the parts are the text. */
export function splitOverrides(text: string): { text: string; isOverride: boolean }[] {
  const parts: { text: string; isOverride: boolean }[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(OVERRIDES)) {
    if (index > end) parts.push({ text: text.slice(end, index), isOverride: false });
    parts.push({ text: found, isOverride: true });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isOverride: false });
  return parts;
}
