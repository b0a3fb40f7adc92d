import type { PracticeMessage, PracticeWritten } from '../../main/contract/entities.ts';
import { ORDINARY_DAY } from '../../main/contract/ordinary-day.ts';
import {
  type PracticeAction,
  PracticeFaults,
  type PracticeFaultsChange,
  type PracticeWrite,
} from '../../main/contract/practice.ts';
import type { Phone } from '../../main/contract/values.ts';
import type { PracticePhones } from '../../main/domain/ports.ts';

const AT = 1_790_000_000_000;

/** WhatsApp's id of the n-th message, in its own form. */
const idOf = (n: number): string => `3EB0${String(n).padStart(16, '0')}`;

/** The simulated phones without a practice server behind them. */
export class FakePracticePhones implements PracticePhones {
  readonly written: { lawyer: string; client: string; message: PracticeWrite }[] = [];
  readonly acted: { lawyer: string; client: string; action: PracticeAction }[] = [];
  /** Phones that scanned or were given a code, with what they were shown. */
  readonly linked: { phone: string; name: string; shown: string }[] = [];
  readonly unlinked: string[] = [];
  private unkindness = ORDINARY_DAY;
  private held: Promise<void> = Promise.resolve();

  /** Keeps whoever writes waiting until the answer is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  async scan(phone: { phone: Phone; name: string }, qr: string): Promise<boolean> {
    this.linked.push({ ...phone, shown: qr });
    return qr === 'valid-code';
  }

  async enterPairingCode(phone: { phone: Phone; name: string }, code: string): Promise<boolean> {
    this.linked.push({ ...phone, shown: code });
    return code === 'VALIDPAI';
  }

  async unlink(lawyer: Phone): Promise<void> {
    this.unlinked.push(lawyer);
  }

  async write(lawyer: Phone, client: Phone, message: PracticeWrite): Promise<{ id: string; at: number }> {
    await this.held;
    this.written.push({ lawyer, client, message });
    return { id: idOf(this.written.length), at: AT };
  }

  async act(lawyer: Phone, client: Phone, action: PracticeAction): Promise<void> {
    this.acted.push({ lawyer, client, action });
  }

  async arrived(lawyer: Phone, client: Phone): Promise<PracticeMessage[]> {
    return this.written
      .filter((one) => one.lawyer === lawyer && one.client === client)
      .map(({ message }, index) => ({
        id: `A${index}`,
        kind: message.kind ?? 'text',
        text: message.text ?? '',
        sent_at: new Date(AT).toISOString(),
        edited: false,
        revoked: false,
        reply_to: null,
        reaction: null,
        file: null,
      }));
  }

  async writtenBy(lawyer: Phone, client: Phone): Promise<PracticeWritten[]> {
    return this.written
      .filter((one) => one.lawyer === lawyer && one.client === client)
      .map(({ message: { kind = 'text' } }, index) => ({ id: idOf(index + 1), kind, read: false }));
  }

  async faults(): Promise<PracticeFaults> {
    return this.unkindness;
  }

  async setFaults(change: PracticeFaultsChange): Promise<PracticeFaults> {
    this.unkindness = PracticeFaults.parse({ ...this.unkindness, ...change });
    return this.unkindness;
  }
}
