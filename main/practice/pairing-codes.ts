import { randomInt } from 'node:crypto';

/** A code of eight characters that is typed into WhatsApp on the phone, instead of scanning one. */
export interface PairingCodes {
  /** Gives the device a code for that phone; the one before is no longer good. */
  make(device: string, phone: string): { code: string; expiresAt: number };
  /** The device that shows the code; `unknown`, `expired`, or `other_phone` when it was made for another number. */
  enter(code: string, phone: string): { device: string } | 'unknown' | 'expired' | 'other_phone';
  forget(device: string): void;
}

/** WhatsApp's characters: no 0, I, O, U. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTVWXYZ';

export function createPairingCodes(lifetimeMs: number, clock: () => number = Date.now): PairingCodes {
  const shown = new Map<string, { code: string; phone: string; expiresAt: number }>();
  return {
    make(device, phone) {
      const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
      const made = { code, phone, expiresAt: clock() + lifetimeMs };
      shown.set(device, made);
      return made;
    },
    enter(text, phone) {
      const code = text.replaceAll('-', '').toUpperCase();
      for (const [device, made] of shown) {
        if (made.code !== code) continue;
        if (clock() >= made.expiresAt) return 'expired';
        return made.phone === phone ? { device } : 'other_phone';
      }
      return 'unknown';
    },
    forget: (device) => void shown.delete(device),
  };
}
