import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react';
import { digitOf, isPressed, typesNothing } from './keys.ts';
import { keysOf, SHORTCUT_IDS, type ShortcutId } from './shortcuts.ts';

/** `digit` is the key of a shortcut for several. */
type Act = (digit: number | null) => void;

/** Which shortcuts have something to do at the moment. The last that came is the one that acts. */
class ShortcutActs {
  readonly #acts = new Map<ShortcutId, Act[]>();

  add(id: ShortcutId, act: Act): () => void {
    this.#acts.set(id, [...(this.#acts.get(id) ?? []), act]);
    return () => this.#acts.set(id, this.#acts.get(id)?.filter((one) => one !== act) ?? []);
  }

  find(id: ShortcutId): Act | null {
    return this.#acts.get(id)?.at(-1) ?? null;
  }
}

const Context = createContext<ShortcutActs | null>(null);

export const isMac = navigator.userAgent.includes('Mac OS X');

/** The one place where shortcuts are listened to: not while a dialog is open, nor while one types what they are made of. */
export function Shortcuts({ children }: { children: ReactNode }) {
  const [acts] = useState(() => new ShortcutActs());
  // From when there is something to see, and not a moment later: keys may come at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isDialogOpen() || opensChoices(event)) return;
      const typing = isField(event.target);
      for (const id of SHORTCUT_IDS) {
        const keys = keysOf(id, isMac);
        if (!isPressed(keys, event, isMac) || (typing && !typesNothing(keys))) continue;
        const act = acts.find(id);
        if (!act || (event.key === 'Escape' && hasOwnEscape(event.target))) return;
        event.preventDefault();
        return act(digitOf(event));
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [acts]);
  return <Context value={acts}>{children}</Context>;
}

/** Has a shortcut do something while the caller is shown. With null it has nothing to do. */
export function useShortcut(id: ShortcutId, act: Act | null): void {
  const acts = useShortcutActs();
  const latest = useRef(act);
  latest.current = act;
  const isOn = act !== null;
  useLayoutEffect(() => (isOn ? acts.add(id, (digit) => latest.current?.(digit)) : undefined), [acts, id, isOn]);
}

export function useShortcutActs(): ShortcutActs {
  const acts = useContext(Context);
  if (!acts) throw new Error('there are no shortcuts around this');
  return acts;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** A side panel or a menu closes by that key itself. */
function hasOwnEscape(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('aside, [role="menu"], [role="dialog"]') !== null;
}

/** With Alt, an arrow shows what can be chosen. */
function opensChoices({ target, altKey }: KeyboardEvent): boolean {
  return altKey && target instanceof HTMLElement && target.matches('select, [role="combobox"], [aria-haspopup]');
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
