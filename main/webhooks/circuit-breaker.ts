import type { WebhookId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';

/** After so many failures in a row, whatever was delivered, it is the endpoint that fails. */
const FAILURES = 5;

/** The pauses between one look and the next: each is twice as long as the one before. */
const PAUSES = {
  /** It takes no connection. To find out costs it nothing. */
  unreachable: { first: 1_000, longest: 60_000 },
  /** It answers, and takes nothing. */
  failing: { first: 5_000, longest: 5 * 60_000 },
} as const;

export type Trouble = keyof typeof PAUSES;

interface Circuit {
  failures: number;
  open: {
    trouble: Trouble;
    pause: Millis;
    /** Before that nothing is sent to it. */
    until: Millis;
    /** It takes connections again: what it does with a delivery is to be seen. */
    isReached: boolean;
  } | null;
  url: string;
}

/** Endpoints that are left alone for a while, so that one that is dead costs next to nothing, and what waits keeps its tries. */
export interface Circuits {
  /** How many deliveries may be on their way to it now: as many as usual, one to try it with, or none. */
  allows(id: WebhookId, now: Millis): 'all' | 'one' | 'none';
  /** True when it had been left alone: what waits for it can go. */
  succeeded(id: WebhookId): boolean;
  failed(id: WebhookId, at: Millis, failure: { url: string; isUnreachable: boolean; retryAfter: number | null }): void;
  /** Those of which it is to be seen now whether they take a connection. */
  toBeProbed(now: Millis): { id: WebhookId; url: string }[];
  probed(id: WebhookId, at: Millis, isReached: boolean): void;
  /** Those that nothing is sent to now. */
  closedTo(now: Millis): WebhookId[];
  /** When the next of them is to be looked at again. */
  nextLook(now: Millis): Millis | null;
  /** What was seen of it counts no more: it was changed, or a person has resumed it. */
  forget(id: WebhookId): void;
}

const DAY: Millis = 24 * 60 * 60_000;

export function createCircuits(): Circuits {
  const circuits = new Map<WebhookId, Circuit>();

  function openLonger(circuit: Circuit, trouble: Trouble, at: Millis, atLeast: Millis): void {
    const { first, longest } = PAUSES[trouble];
    const before = circuit.open?.trouble === trouble ? circuit.open.pause * 2 : first;
    const pause = Math.min(before, longest);
    circuit.open = { trouble, pause, until: at + Math.max(pause, atLeast), isReached: false };
  }

  function isToBeProbed({ open }: Circuit): boolean {
    return open !== null && open.trouble === 'unreachable' && !open.isReached;
  }

  return {
    allows(id, now) {
      const circuit = circuits.get(id);
      if (!circuit?.open) return 'all';
      return now < circuit.open.until || isToBeProbed(circuit) ? 'none' : 'one';
    },
    succeeded(id) {
      const wasOpen = circuits.get(id)?.open != null;
      circuits.delete(id);
      return wasOpen;
    },
    failed(id, at, { url, isUnreachable, retryAfter }) {
      const circuit = circuits.get(id) ?? { failures: 0, open: null, url };
      circuits.set(id, circuit);
      circuit.failures += 1;
      circuit.url = url;
      // Several that were on their way fail at one time: that is one failure of the endpoint.
      if (circuit.open && at < circuit.open.until) return;
      const asked = Math.min((retryAfter ?? 0) * 1000, DAY);
      if (isUnreachable) openLonger(circuit, 'unreachable', at, asked);
      else if (circuit.failures >= FAILURES || asked > 0) openLonger(circuit, 'failing', at, asked);
    },
    toBeProbed(now) {
      return [...circuits].flatMap(([id, circuit]) =>
        isToBeProbed(circuit) && circuit.open && circuit.open.until <= now ? [{ id, url: circuit.url }] : [],
      );
    },
    probed(id, at, isReached) {
      const circuit = circuits.get(id);
      if (!circuit?.open) return;
      if (isReached) circuit.open.isReached = true;
      else openLonger(circuit, 'unreachable', at, 0);
    },
    closedTo: (now) =>
      [...circuits].flatMap(([id, circuit]) =>
        circuit.open && (now < circuit.open.until || isToBeProbed(circuit)) ? [id] : [],
      ),
    nextLook(now) {
      const times = [...circuits.values()].flatMap(({ open }) => (open && open.until > now ? [open.until] : []));
      return times.length === 0 ? null : Math.min(...times);
    },
    forget: (id) => void circuits.delete(id),
  };
}
