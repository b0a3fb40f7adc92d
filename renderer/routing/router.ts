import { addressOf, type Place, placeOf } from './address.ts';
import type { Errand } from './errand.ts';

/** What is open beside the content. It stays open while one moves about, where there is room for both. */
const SIDE = 'side';

/** What the router needs of the browser's window. */
export interface RouterWindow {
  location: Pick<Location, 'hash'>;
  history: Pick<History, 'state' | 'pushState' | 'replaceState' | 'back'>;
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void): void;
}

/** Asked instead of going elsewhere; `go` goes there after all. */
type Guard = (go: () => void) => void;

interface NavigateOptions {
  /** The place takes that of the present one in the history, as when a person walks along a list. */
  replace?: boolean;
  /** What one goes there for. It is no part of the address: going back there, or a reload, does nothing anew. */
  errand?: Errand | undefined;
}

/**
 * Where one is, in the hash of the window's address: it survives a reload, also that of a window whose page was killed.
 * The history is the browser's own; each of its entries knows from where one came.
 */
export class Router {
  readonly #window: RouterWindow;
  readonly #keepsSide: () => boolean;
  readonly #listeners = new Set<() => void>();
  #place: Place;
  #errand: Errand | null = null;
  /** Several parts of a place can have something unsaved: each is asked, the last one first. */
  readonly #guards = new Set<Guard>();

  /** `keepsSide` says whether there is room for a side panel beside what is gone to. */
  constructor(window: RouterWindow, keepsSide: () => boolean) {
    this.#window = window;
    this.#keepsSide = keepsSide;
    this.#place = placeOf(window.location.hash);
    for (const type of ['popstate', 'hashchange'] as const) window.addEventListener(type, () => this.#hear());
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly place = (): Place => this.#place;

  /** What one has come for, until somebody takes it or one goes elsewhere. */
  readonly errand = (): Errand | null => this.#errand;

  /** Whether that is what one has come for; it is taken then. */
  readonly takeErrand = (errand: Errand): boolean => {
    if (this.#errand !== errand) return false;
    this.#setErrand(null);
    return true;
  };

  /** Goes to an address, as `/lawyer/law_1/chats?side=queue`. */
  readonly navigate = (address: string, { replace = false, errand }: NavigateOptions = {}): void => {
    const target = this.#withSide(placeOf(address));
    if (addressOf(target) === addressOf(this.#place)) {
      if (errand) this.#setErrand(errand);
      return;
    }
    const go = () => this.#go(target, replace, errand);
    if (target.path === this.#place.path) go();
    else ask([...this.#guards], go);
  };

  /** While something is unsaved: who would go to another place is held back, and `guard` asked. Returns its end. */
  readonly hold = (guard: Guard): (() => void) => {
    this.#guards.add(guard);
    return () => void this.#guards.delete(guard);
  };

  /** Goes back to an address: in the history when one came from there, else as if one had. */
  readonly back = (address: string): void => {
    const { history } = this.#window;
    const from = fromOf(history.state);
    if (from !== null && from === addressOf(this.#withSide(placeOf(address)))) history.back();
    else this.navigate(address, { replace: true });
  };

  /** Opens something beside the content, or closes what is open there. */
  readonly showSide = (side: string | null, errand?: Errand): void => {
    const { [SIDE]: _, ...rest } = this.#place.query;
    // Empty, so that it is known to be closed on purpose.
    const address = addressOf({ path: this.#place.path, query: { ...rest, [SIDE]: side ?? '' } });
    if (side === null) this.back(address);
    else this.navigate(address, { errand });
  };

  #withSide({ path, query }: Place): Place {
    const { [SIDE]: wanted, ...rest } = query;
    const side = wanted ?? (this.#keepsSide() ? this.#place.query[SIDE] : undefined);
    return { path, query: side ? { ...rest, [SIDE]: side } : rest };
  }

  /** The address is another one: by the browser's own ways back and forth, such as a mouse's button. */
  #hear(): void {
    const wanted = placeOf(this.#window.location.hash);
    if (this.#guards.size === 0 || wanted.path === this.#place.path) {
      this.#read();
      return;
    }
    const address = addressOf(wanted);
    this.#window.history.pushState({ from: address }, '', `#${addressOf(this.#place)}`);
    ask([...this.#guards], () => this.#go(wanted, true));
  }

  #go(target: Place, replace: boolean, errand: Errand | null = null): void {
    const { history } = this.#window;
    const next = `#${addressOf(target)}`;
    if (replace) history.replaceState(history.state, '', next);
    else history.pushState({ from: addressOf(this.#place) }, '', next);
    this.#read(errand);
  }

  #read(errand: Errand | null = null): void {
    const place = placeOf(this.#window.location.hash);
    if (addressOf(place) === addressOf(this.#place)) return;
    this.#place = place;
    this.#setErrand(errand);
  }

  #setErrand(errand: Errand | null): void {
    this.#errand = errand;
    for (const listener of this.#listeners) listener();
  }
}

/** Asks each of them, the last one first; goes when all have let it. */
function ask(guards: Guard[], go: () => void): void {
  const last = guards.at(-1);
  if (last) last(() => ask(guards.slice(0, -1), go));
  else go();
}

function fromOf(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('from' in state)) return null;
  return typeof state.from === 'string' ? state.from : null;
}
