import type { Session } from '../contract/entities.ts';
import type { StoredEvent } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageCommand, PageCommandInput, PageCommandOutput } from '../contract/page.ts';
import type { Phone } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

export interface Log {
  info(facts: Record<string, unknown>, what: string): void;
  warn(facts: Record<string, unknown>, what: string): void;
  /** A person must act. */
  error(facts: Record<string, unknown>, what: string): void;
}

export interface Database {
  /** One transaction: all of it is on disk when the promise resolves, or nothing of it is there. */
  write<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  read<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Tells what was committed, after it was. */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void;
}

/** The page of one lawyer, as far as the rules need it. Rejects with a PageError. */
export interface WhatsAppPage {
  command<C extends PageCommand>(command: C, input: PageCommandInput<C>): Promise<PageCommandOutput<C>>;
}

/** Sessions of all lawyers, for those who show them. */
export interface Sessions {
  get(lawyerId: LawyerId): Session;
  onChange(listener: (lawyerId: LawyerId, session: Session) => void): () => void;
}

/** The simulated phones of the practice account. Rejects with AppError `practice_unreachable`. */
export interface PracticePhones {
  /** The lawyer's phone scans a QR code. False when the code is no longer valid. */
  scan(lawyer: { phone: Phone; name: string }, qr: string): Promise<boolean>;
  /** A client writes to the lawyer. */
  write(
    lawyer: Phone,
    client: Phone,
    message: { text: string; name?: string | undefined },
  ): Promise<{ id: string; at: Millis }>;
  /** What has arrived on a client's phone from the lawyer, oldest first. */
  arrived(lawyer: Phone, client: Phone): Promise<{ id: string; text: string; at: Millis }[]>;
}
