import { createInterface } from 'node:readline/promises';
import type { Phone } from '../../main/contract/values.ts';
import type { Check } from './findings.ts';

/** Who holds the phones: a person at the terminal, or the practice account's simulated phones. */
export interface Person {
  /** The number of the account that is to be linked, and of the other phone that writes to it. */
  phones(): Promise<{ own: Phone; other: Phone }>;
  /** A code is shown now; it is to be scanned with the own phone. Called again for each new code. */
  scan(qr: string): Promise<void>;
  /** Asks for something to be done on the other phone (or the own one). False: it is to be skipped. */
  act(check: Check, what: string): Promise<boolean>;
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
    async scan(qr) {
      process.stdout.write(`\nOn the phone: WhatsApp, Linked devices, Link a device.\n${await drawQr(qr)}\n`);
    },
    async act(_check, what) {
      const answer = await terminal.question(`\n${what}\nPress Enter when it is done, or s and Enter to skip it. `);
      return !/^s/i.test(answer.trim());
    },
    async agrees(question) {
      return /^y/i.test((await terminal.question(`\n${question} [y/N] `)).trim());
    },
    close: () => terminal.close(),
  };
}
