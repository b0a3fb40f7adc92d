import type { HistoryProgress, PracticeMessage, PracticeWritten, Session } from '../contract/entities.ts';
import type { StoredEvent } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageCommand, PageCommandInput, PageCommandOutput } from '../contract/page-commands.ts';
import type { PracticeAction, PracticeFaults, PracticeFaultsChange, PracticeWrite } from '../contract/practice.ts';
import type { Phone } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import type { StoredFile } from './stores/attachment-store.ts';
import type { Stores } from './stores.ts';

export interface Log {
  info(facts: Record<string, unknown>, what: string): void;
  warn(facts: Record<string, unknown>, what: string): void;
  /** A person must act. */
  error(facts: Record<string, unknown>, what: string): void;
}

/** Both reject with a DiskError where it is the disk, and else with what the work rejects with. */
export interface Database {
  /** One transaction: all of it is on disk when the promise resolves, or nothing of it is there. */
  write<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  read<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** As `read`, for work that also waits for others, as for a file to arrive: its time is not that of the database. */
  readAlong<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Tells what was committed, after it was. */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void;
}

/** The same for what works in the background, and has much to write that nobody waits for. */
export interface BackgroundDatabase extends Database {
  /** As `write`, but it lets those pass who come later by `write`, though not for ever. */
  writeBehind<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** As `write`, as one of the last of the transaction that is under way, or else of the next one. */
  writeAlong<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Tells that an event was written, in a transaction that is under way: what is written along is committed with it. */
  onWritten(listener: () => void): () => void;
}

/** The page of one lawyer, as far as the rules need it. Rejects with a PageError. */
export interface WhatsAppPage {
  command<C extends PageCommand>(command: C, input: PageCommandInput<C>): Promise<PageCommandOutput<C>>;
}

/** Sessions of all lawyers, for those who show and steer them. */
export interface Sessions {
  /** Opens the lawyer's page, after those that were opened before, unless it is open. */
  open(lawyerId: LawyerId): void;
  /** Closes it until it is opened again: the lawyer is not active. */
  close(lawyerId: LawyerId): void;
  /** There is no such lawyer any more. */
  forget(lawyerId: LawyerId): void;
  /** The lawyer's number may be another one: whose account is linked is to be judged again. */
  lawyerChanged(lawyerId: LawyerId): void;
  get(lawyerId: LawyerId): Session;
  /** What the process of the lawyer's page holds at this moment, in bytes; null while no page is loaded. */
  memoryBytes(lawyerId: LawyerId): number | null;
  onChange(listener: (lawyerId: LawyerId, session: Session) => void): () => void;
  /**
   * Asks WhatsApp for a code to be typed in on that phone. Rejects with AppError `session_not_waiting_for_scan`, or
   * `session_unavailable` when the page does not do it.
   */
  requestPairingCode(lawyerId: LawyerId, phone: Phone): Promise<void>;
  /** Unlinks this machine. Rejects with AppError `session_not_linked`, `session_unavailable`. */
  logOut(lawyerId: LawyerId): Promise<void>;
  /** A new page, whatever state it is in; also wakes one that sleeps. */
  restart(lawyerId: LawyerId): Promise<void>;
  /** Closes the view; nothing of the log-in is lost. */
  sleep(lawyerId: LawyerId): Promise<void>;
  wake(lawyerId: LawyerId): Promise<void>;
  history(lawyerId: LawyerId): HistoryProgress;
  onHistory(listener: (lawyerId: LawyerId, progress: HistoryProgress) => void): () => void;
  /** Reads what is missing now, instead of at the next time. Rejects with AppError `session_unavailable`. */
  syncHistory(lawyerId: LawyerId): Promise<void>;
  /** The same, these chats (jids) before all others, and whether or not something seems to be missing in them. */
  syncChats(lawyerId: LawyerId, chats: readonly string[]): Promise<void>;
  /** Something was put into that lawyer's outbox, or taken from it. */
  wakeOutbox(lawyerId: LawyerId): void;
  /** Somebody wants a file that was not there. */
  wakeMedia(lawyerId: LawyerId): void;
  /** The lawyer's settings were changed. */
  settingsChanged(lawyerId: LawyerId): void;
}

/** The bytes of attachments and thumbnails, encrypted in the data folder under their SHA-256. */
export interface AttachmentFiles {
  /**
   * Takes in bytes as they come; when it answers they are on disk. What is there already is not written again. Rejects
   * with AppError `disk_almost_full`, or with what the source rejects with: then nothing is left behind.
   */
  write(bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** All of it, or a part (`start` and `end` in bytes, `end` left out of it). Rejects with AppError `attachment_damaged`. */
  read(sha256: string, part?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  has(sha256: string): Promise<boolean>;
  /** Free bytes of the disk that the data folder lies on. */
  freeBytes(): Promise<number>;
}

/** Tries with a password, right or wrong. Each is counted before the password is looked at. */
export interface SignInAttempts {
  /**
   * One more for that account, named by an email or an id. Rejects with AppError `too_many_attempts`: then the password is
   * not to be looked at.
   */
  count(account: string): Promise<void>;
  /** One more sign-in from that address of the network: true when there have been too many, and it is to be slowed down. */
  isOneOfMany(address: string): Promise<boolean>;
  /** That one was right: what came before it for the account is forgotten, and the address is not charged for it. */
  succeeded(account: string, address?: string): Promise<void>;
}

/** Numbers for those who watch over it. No label ever names a person. */
export interface Metrics {
  add(name: CounterName, by?: number): void;
  /** How long something took, in seconds. */
  took<Name extends TimingName>(name: Name, seconds: number, labels: Timings[Name]): void;
}

/** What is timed, and by what it is told apart: of each label there are few values. */
export interface Timings {
  /** `route` is the template, such as `/v1/messages/{id}`; `status` a number, or `aborted` by who asked. */
  api_request: { method: string; route: string; status: string };
  webhook_attempt: { outcome: 'delivered' | 'retried' | 'failed' };
  database: { kind: 'read' | 'write' };
}
export type TimingName = keyof Timings;

/** Tells where the time of one request goes, from part to part; see trace-context.ts. */
export interface Tracing {
  /** Begins a span below `parent`; null: the first one of a trace. No fact ever names a person. */
  begin(name: string, kind: SpanKind, parent: string | null, facts?: SpanFacts): Span;
}

export type SpanKind = 'server' | 'client' | 'internal';
export type SpanFacts = Record<string, string | number>;

export interface Span {
  /** For what is below it, here or elsewhere. Null: nothing is recorded, and what came is passed on. */
  readonly traceparent: string | null;
  /** Once. `failure`: a code that says why it did not succeed. */
  end(facts?: SpanFacts, failure?: string): void;
}

export type CounterName =
  | 'page_items_refused'
  | 'page_reports_refused'
  | 'page_reloads'
  | 'page_restarts'
  | 'page_silences_found'
  | 'messages_stored'
  | 'messages_sent'
  | 'messages_failed'
  | 'messages_unknown'
  | 'session_changes'
  | 'session_losses'
  | 'events_told'
  | 'spans_exported'
  | 'spans_lost'
  | 'broker_events_published'
  | 'broker_events_unrouted'
  | 'broker_faults'
  | 'media_stored'
  | 'media_failed'
  | 'tunnel_reconnects'
  | 'tunnel_requests';

/** The simulated phones of the practice account. Rejects with AppError `practice_unreachable`, `practice_refused`. */
export interface PracticePhones {
  /** That phone scans a QR code. False when the code is no longer valid. */
  scan(phone: { phone: Phone; name: string }, qr: string): Promise<boolean>;
  /** That phone is given a pairing code. False when no page waits for it. */
  enterPairingCode(phone: { phone: Phone; name: string }, code: string): Promise<boolean>;
  /** The lawyer's phone unlinks every device. */
  unlink(lawyer: Phone): Promise<void>;
  /** A client writes to the lawyer. */
  write(lawyer: Phone, client: Phone, message: PracticeWrite): Promise<{ id: string; at: Millis }>;
  /** A client edits, takes back, reacts to or plays a message. */
  act(lawyer: Phone, client: Phone, action: PracticeAction): Promise<void>;
  /** What has arrived on a client's phone from the lawyer, oldest first. */
  arrived(lawyer: Phone, client: Phone): Promise<PracticeMessage[]>;
  /** What that client wrote to the lawyer, oldest first, and whether its phone shows it as read. */
  writtenBy(lawyer: Phone, client: Phone): Promise<PracticeWritten[]>;
  faults(): Promise<PracticeFaults>;
  setFaults(change: PracticeFaultsChange): Promise<PracticeFaults>;
}
