/** What is looked at of a key that was pressed. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether these are the keys, as shortcuts.ts writes them. */
export function isPressed(keys: string, event: PressedKey, isMac: boolean): boolean {
  const { key, wanted } = partsOf(keys);
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (mod !== wanted.has('Mod') || other || event.altKey !== wanted.has('Alt')) return false;
  // Whether a sign needs Shift is the keyboard's own affair.
  if (!isSign(key) && event.shiftKey !== wanted.has('Shift')) return false;
  return key === keyOf(event) || (key === 'Digit' && digitOf(event) !== null);
}

/** The digit from 1 to 9 that the key stands for, wherever a keyboard has it: null for another key. */
export function digitOf({ key, code }: Pick<PressedKey, 'key' | 'code'>): number | null {
  const digit = /^Digit([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : null);
  return digit === null ? null : Number(digit);
}

/** Keys that type nothing: these count also while one types. With Alt, arrows move no caret but on macOS, where messengers take them so. */
export function typesNothing(keys: string): boolean {
  const { key, wanted } = partsOf(keys);
  return wanted.has('Mod') || /^F\d+$/.test(key) || (wanted.has('Alt') && key.startsWith('Arrow'));
}

const SIGNS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Digit: '1…9' };
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** The keys as they are written on the keyboard, each by itself, in the order in which each system has them. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  const { key, wanted } = partsOf(keys);
  const order = isMac ? ['Alt', 'Shift', 'Mod'] : ['Mod', 'Alt', 'Shift'];
  const held = order.filter((one) => wanted.has(one));
  const caps = held.map((one) => (isMac ? (MAC_SIGNS[one] ?? one) : one === 'Mod' ? 'Ctrl' : one));
  return [...caps, SIGNS[key] ?? key];
}

/** The same in one line: `Ctrl+Shift+F`, `⇧⌘F`. */
export function keyText(keys: string, isMac: boolean): string {
  return keyCaps(keys, isMac).join(isMac ? '' : '+');
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: string, isMac: boolean): string {
  return keys.replace('Mod', isMac ? 'Meta' : 'Control');
}

function partsOf(keys: string): { key: string; wanted: ReadonlySet<string> } {
  const parts = keys.split('+');
  return { key: parts.at(-1) ?? '', wanted: new Set(parts.slice(0, -1)) };
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}

/** Letters by what they are, and on a keyboard of another script by where they lie. */
function keyOf({ key, code }: PressedKey): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const isOfAnotherScript = key.length === 1 && key > '\u024f';
  return letter && isOfAnotherScript ? letter : key;
}
