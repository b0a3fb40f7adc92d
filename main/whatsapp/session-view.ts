import type { Session } from '../contract/entities.ts';
import type { Capability, DriverName, Phone } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Situation } from './session-state.ts';
import { stepsOf } from './session-steps.ts';

/**
 * How long a code can be scanned: WhatsApp Web waits 60 s on the first one of a connection and 20 s on each later one.
 * Source: its module WAWebHandlePairDevice.
 */
export const FIRST_QR_LIFETIME: Millis = 60_000;
export const QR_LIFETIME: Millis = 20_000;

/** How long a pairing code can be typed in. Source: wa-js' lifecycle of link codes, which follows WhatsApp Web's. */
const PAIRING_CODE_LIFETIME: Millis = 195_000;

export interface SessionFacts {
  situation: Situation;
  account: { phone: Phone | null } | null;
  reduced: { ability: Capability; driver: DriverName | null }[];
}

export interface SessionView {
  current(): Session;
  /** Null when nothing that is shown has changed. */
  update(facts: SessionFacts): Session | null;
  /** When it was ready last, as it was kept over the end of the app. Null when nothing that is shown has changed. */
  recall(readyUntil: Millis): Session | null;
  /** A new document begins with a first code again. */
  loaded(): void;
}

/** The session as it is shown: the situation with its times, and what the person can do. */
export function createSessionView(clock: Clock, first: SessionFacts): SessionView {
  let codesSeen = 0;
  let qr: { code: string; until: Millis } | null = null;
  let pairing: { code: string; until: Millis } | null = null;
  let readyUntil: Millis | null = null;
  let last = first;
  let session = render(first, clock.now());

  function render({ situation, account, reduced }: SessionFacts, since: Millis): Session {
    const { state, cause, qr: code, pairingCode, syncPercent } = situation;
    if (code !== undefined && code !== qr?.code) {
      qr = { code, until: clock.now() + (codesSeen === 0 ? FIRST_QR_LIFETIME : QR_LIFETIME) };
      codesSeen += 1;
    }
    if (pairingCode !== undefined && pairingCode !== pairing?.code) {
      pairing = { code: pairingCode, until: clock.now() + PAIRING_CODE_LIFETIME };
    }
    const canPair = !reduced.some(({ ability, driver }) => ability === 'link_by_code' && driver === null);
    return {
      state,
      since: iso(since),
      ...(state !== 'ready' && readyUntil !== null ? { ready_until: iso(readyUntil) } : {}),
      ...(cause ? { cause } : {}),
      steps: stepsOf(state, cause, { hasCode: pairingCode !== undefined, canPair }),
      ...(code !== undefined && qr ? { qr: code, qr_expires_at: iso(qr.until) } : {}),
      ...(pairingCode !== undefined && pairing
        ? { pairing_code: pairingCode, pairing_code_expires_at: iso(pairing.until) }
        : {}),
      ...(account ? { account } : {}),
      ...(syncPercent === undefined ? {} : { sync_percent: syncPercent }),
      reduced,
    };
  }

  function show(facts: SessionFacts): Session | null {
    const { state, cause } = facts.situation;
    if (session.state === 'ready' && state !== 'ready') readyUntil = clock.now();
    const isNew = state !== session.state || cause !== session.cause;
    const next = render(facts, isNew ? clock.now() : Date.parse(session.since));
    last = facts;
    if (JSON.stringify(next) === JSON.stringify(session)) return null;
    session = next;
    return session;
  }

  return {
    current: () => session,
    update: show,
    recall(at) {
      readyUntil ??= at;
      return show(last);
    },
    loaded() {
      codesSeen = 0;
    },
  };
}

function iso(time: Millis): string {
  return new Date(time).toISOString();
}
