import type { LawyerId } from '../contract/ids.ts';
import type { PageState } from '../contract/page-reports.ts';
import { Phone } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { isSameLine } from '../domain/phone-lines.ts';
import type { Database, Log } from '../domain/ports.ts';
import { sameAccount } from '../domain/same-account.ts';
import type { AccountTrust } from './session-state.ts';

/** How long a page that is logged in may take to say whose account it is. */
const PATIENCE: Millis = 30_000;

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
  /** It is trusted otherwise than before, though the page has said nothing new. */
  changed(): void;
}

export interface LinkedAccount {
  /** Resolves once it is known whom to expect. Rejects when that cannot be read. */
  expected(): Promise<void>;
  /** A new document: it must say again whose it is. */
  loaded(): void;
  see(state: PageState): void;
  trust(): AccountTrust;
  /** The lawyer's number may be another one: what the page last said is judged by that. Never rejects. */
  lawyerChanged(): Promise<void>;
  /** It was the lawyer's own when it was last seen, and nobody has been seen to log out since. */
  wasConfirmed(): boolean;
  /** Writes to disk once more what is known. Rejects when the disk takes nothing. */
  confirmAgain(): Promise<void>;
  /** The account as the page says it; null while nothing is linked, or nothing is known. */
  shown(): { phone: Phone | null } | null;
  stop(): void;
}

/**
 * Whether the page is linked to the lawyer's own account: whoever has a phone with WhatsApp can scan a code, and another
 * lawyer's clients must not be stored under this one. A page that does not say its account (the second driver cannot see
 * it) is believed only if the account was seen to be the right one before, and nobody has logged out since; that is kept
 * on disk.
 */
export function createLinkedAccount({ lawyerId, database, clock, log, changed }: Dependencies): LinkedAccount {
  let lawyerPhone: Phone | null = null;
  let isConfirmed = false;
  let reading: Promise<void> | null = null;
  let trust: AccountTrust = 'unknown';
  let phone: Phone | null = null;
  let isLinked = false;
  /** What the page said last, while it is linked. */
  let said: PageState | null = null;
  let cancelPatience: (() => void) | null = null;
  let saving: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    try {
      await database.read(async (stores) => {
        lawyerPhone = (await stores.lawyers.find(lawyerId))?.phone_number ?? null;
        isConfirmed = await stores.lawyers.isAccountConfirmed(lawyerId);
      });
    } catch (error) {
      reading = null;
      throw error;
    }
  }

  function confirm(confirmed: boolean): void {
    if (isConfirmed === confirmed) return;
    isConfirmed = confirmed;
    saving = saving
      .then(() => database.write((stores) => stores.lawyers.setAccountConfirmed(lawyerId, confirmed)))
      .catch(() => log.error({ lawyer: lawyerId }, 'whose account is linked could not be stored'));
  }

  function endPatience(): void {
    cancelPatience?.();
    cancelPatience = null;
  }

  function forget(): void {
    endPatience();
    trust = 'unknown';
    phone = null;
    isLinked = false;
    said = null;
  }

  function seeLinked(state: PageState): void {
    isLinked = true;
    said = state;
    const isOwn = state.me && lawyerPhone ? sameAccount(lawyerPhone, state.me) : null;
    if (isOwn === null) {
      seeNobody(state);
      return;
    }
    endPatience();
    trust = isOwn ? 'own' : 'foreign';
    phone = Phone.safeParse(`+${state.me?.phone}`).data ?? null;
    confirm(isOwn);
  }

  function seeNobody(state: PageState): void {
    if (trust === 'own' || trust === 'foreign') return;
    if (state.driver === 'dom' && isConfirmed) {
      endPatience();
      trust = 'own';
    }
    if (trust !== 'unknown') return;
    cancelPatience ??= clock.after(PATIENCE, () => {
      trust = isConfirmed ? 'own' : 'unverifiable';
      changed();
    });
  }

  async function lawyerChanged(): Promise<void> {
    const former = lawyerPhone;
    try {
      // What was seen of the former number is written down before, so that nothing of it comes after.
      await saving;
      reading = read();
      await reading;
    } catch {
      // Whose it is, is read again before anything more is stored.
      log.error({ lawyer: lawyerId }, 'the number of a lawyer could not be read');
      lawyerPhone = null;
      trust = 'unknown';
      changed();
      return;
    }
    if (former === null || lawyerPhone === null || isSameLine(former, lawyerPhone)) return;
    // Of the former number.
    confirm(false);
    trust = 'unknown';
    if (said) seeLinked(said);
    changed();
  }

  return {
    lawyerChanged,
    expected() {
      reading ??= read();
      return reading;
    },
    loaded: forget,
    see(state) {
      if (!state.driverReady) return;
      if (state.authenticated) return seeLinked(state);
      forget();
      // It waits to be linked: whoever comes next may be somebody else.
      if (state.linking !== null || state.qr !== null) confirm(false);
    },
    trust: () => trust,
    wasConfirmed: () => isConfirmed,
    confirmAgain: () => database.write((stores) => stores.lawyers.setAccountConfirmed(lawyerId, isConfirmed)),
    shown: () => (isLinked ? { phone } : null),
    stop: endPatience,
  };
}
