import { cancelLater, later } from '../own-globals.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import { within } from '../within.ts';
import type { Wpp } from './wpp.ts';

const ANSWER_LIMIT_MS = 20_000;
/** How long WhatsApp's phone takes a pairing code. */
const CODE_LIFETIME_MS = 3 * 60_000;

export interface LinkCommands extends Pick<DriverCommands, 'requestPairingCode' | 'refreshQr' | 'logOut'> {
  /** The pairing code that WhatsApp has given last, while it is good. */
  pairingCode(): string | null;
  forgetPairingCode(): void;
}

/** Linking this device to an account, and unlinking it. `changed` is called when there is a new code, or none any more. */
export function linkCommands(driver: Wpp, changed: () => void): LinkCommands {
  let code: string | null = null;
  let timer: number | undefined;

  function setCode(next: string | null): void {
    cancelLater(timer);
    if (next !== null) timer = Number(later(() => setCode(null), CODE_LIFETIME_MS));
    if (next === code) return;
    code = next;
    changed();
  }

  return {
    async requestPairingCode({ phone }) {
      const answer = await within(ANSWER_LIMIT_MS, driver.conn.genLinkDeviceCodeForPhoneNumber(phone), 'no_answer');
      const given = String(answer)
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '');
      if (given.length !== 8) throw new Refusal('no_pairing_code');
      setCode(given);
      return null;
    },
    async refreshQr() {
      await within(ANSWER_LIMIT_MS, driver.conn.refreshQR(), 'no_answer');
      return null;
    },
    async logOut() {
      await within(ANSWER_LIMIT_MS, driver.conn.logout(), 'no_answer');
      return null;
    },
    pairingCode: () => code,
    forgetPairingCode: () => setCode(null),
  };
}
