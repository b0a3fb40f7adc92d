import { createHash, randomBytes } from 'node:crypto';

/** The parts of WhatsApp's QR code; `full` is what the phone scans, five parts joined by commas. */
export interface LinkCode {
  ref: string;
  noiseKey: string;
  identityKey: string;
  advSecret: string;
  full: string;
}

/** The QR codes which are shown at this moment, one for each device that waits to be linked. */
export interface LinkCodes {
  /** Gives the device a fresh code; the one before stays good for a moment, as a phone may just be scanning it. */
  renew(device: string): LinkCode;
  current(device: string): LinkCode | undefined;
  /** The device that shows `code`, or `undefined`. Takes the full code only, with or without WhatsApp's link prefix. */
  deviceShowing(code: string): string | undefined;
  forget(device: string): void;
}

const linkPrefix = 'https://wa.me/settings/linked_devices#';

/** `graceMs` is how long a replaced code still works. */
export function createLinkCodes(graceMs: number, clock: () => number = Date.now): LinkCodes {
  const shown = new Map<string, { code: LinkCode; previous?: { full: string; until: number } }>();

  return {
    renew(device) {
      const before = shown.get(device);
      const code = newCode(device);
      shown.set(device, before ? { code, previous: { full: before.code.full, until: clock() + graceMs } } : { code });
      return code;
    },
    current: (device) => shown.get(device)?.code,
    deviceShowing(text) {
      const full = text.startsWith(linkPrefix) ? text.slice(linkPrefix.length) : text;
      for (const [device, { code, previous }] of shown) {
        if (code.full === full || (previous?.full === full && clock() < previous.until)) return device;
      }
      return undefined;
    },
    forget: (device) => void shown.delete(device),
  };
}

/** The keys stay the same for a device, as in WhatsApp Web, where they are made once; only the ref rotates. */
function newCode(device: string): LinkCode {
  const key = (purpose: string) => createHash('sha256').update(`${purpose} ${device}`).digest('base64');
  const ref = `2@${randomBytes(90).toString('base64')}`;
  const [noiseKey, identityKey, advSecret] = [key('noise'), key('identity'), key('adv')];
  return { ref, noiseKey, identityKey, advSecret, full: [ref, noiseKey, identityKey, advSecret, '1'].join(',') };
}
