import { createInterface } from 'node:readline/promises';
import type { Phone } from '../../main/contract/values.ts';
import type { Check } from './findings.ts';

/** WhatsApp Web is linked by a QR code that the phone scans, or by a code that is typed in there. */
export type LinkingWay = 'qr' | 'code';

/** Who holds the phones: a person at the terminal, or the practice account's simulated phones. */
export interface Person {
  /** The number of the account that is to be linked, and of the other phone that writes to it. */
  phones(): Promise<{ own: Phone; other: Phone }>;
  /** How the own phone is to be linked first; the other way is tried in the end. */
  linksBy(): Promise<LinkingWay>;
  /** A code is shown now; it is to be scanned with the own phone. Called again for each new code. */
  scan(qr: string): Promise<void>;
  /** A pairing code is shown now; it is to be typed in on the own phone. */
  enterCode(code: string): Promise<void>;
  /** Asks for something to be done on the other phone (or the own one). False: it is to be skipped. */
  act(check: Check, what: string): Promise<boolean>;
  /** What the other phone shows, which nobody else can know. Null: it is not known. */
  sees(check: Check, question: string): Promise<boolean | null>;
  /** A question before something is done that others can see. */
  agrees(question: string): Promise<boolean>;
  close(): void;
}

/** A person at the terminal. `drawQr` turns a code's text into what a terminal can show. */
export function createTerminalPerson(
  parsePhone: (text: string) => Phone | null,
  drawQr: (text: string) => Promise<string>,
): Person {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });

  async function askPhone(question: string): Promise<Phone> {
    for (;;) {
      const phone = parsePhone((await terminal.question(`${question}\n> `)).replaceAll(/[\s().-]/g, ''));
      if (phone !== null) return phone;
      process.stdout.write('Please write it with + and the country code, such as +4915112345678.\n');
    }
  }

  return {
    async phones() {
      return {
        own: await askPhone('The phone number of the WhatsApp account that is to be linked:'),
        other: await askPhone('The number of another phone with WhatsApp, from which you will write to it:'),
      };
    },
    async linksBy() {
      const answer = await terminal.question('\nLink it by scanning a QR code (Enter), or by typing a code in (c)? ');
      return /^c/i.test(answer.trim()) ? 'code' : 'qr';
    },
    async scan(qr) {
      process.stdout.write(`\nOn the phone: WhatsApp, Linked devices, Link a device.\n${await drawQr(qr)}\n`);
    },
    async enterCode(code) {
      const way = 'Linked devices, Link a device, Link with phone number instead';
      process.stdout.write(
        `\nOn the phone, within three minutes: WhatsApp, ${way}.\n${code.slice(0, 4)}-${code.slice(4)}\n`,
      );
    },
    async act(_check, what) {
      const answer = await terminal.question(`\n${what}\nPress Enter when it is done, or s and Enter to skip it. `);
      return !/^s/i.test(answer.trim());
    },
    async sees(_check, question) {
      const answer = (await terminal.question(`\n${question} [y/n, or Enter if you cannot tell] `)).trim();
      return answer === '' ? null : /^y/i.test(answer);
    },
    async agrees(question) {
      return /^y/i.test((await terminal.question(`\n${question} [y/N] `)).trim());
    },
    close: () => terminal.close(),
  };
}
