import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { PaceSettings } from '../contract/lawyer-settings.ts';
import type { DriverName, Mode } from '../contract/values.ts';
import type { Clock, Millis } from './clock.ts';
import type { LastSend, Random } from './pace.ts';
import type { AttachmentFiles, Database, Log, Metrics, Tracing, WhatsAppPage } from './ports.ts';
import type { ScreenSends } from './screen-sends.ts';
import type { StoreFacts } from './store-facts.ts';
import type { OutboxAction, OutboxRow } from './stores/outbox-store.ts';
import type { Work } from './work-abilities.ts';

/** Before what gave no clear answer is looked at again. */
export const RETRY_PAUSE: Millis = 5_000;

/** Before it is looked whether the page can do again what it could not. */
export const ABILITY_PAUSE: Millis = 30_000;

/** What one load of the page was asked: void with the next load. */
export interface LoadMemory {
  /** Rows that it was asked to send and gave no clear answer for, with the time of asking. */
  readonly asked: Map<OutboxRow['id'], Millis>;
  /** Rows that it was asked about and gave no answer that could be believed, with the time of the first. */
  readonly doubted: Map<OutboxRow['id'], Millis>;
  /** How often in a row each has met what nobody foresaw. */
  readonly stumbled: Map<OutboxRow['id'], number>;
}

/** For a load that was asked for nothing yet. */
export function createLoadMemory(): LoadMemory {
  return { asked: new Map(), doubted: new Map(), stumbled: new Map() };
}

/** What works on one kind of row. */
export interface RowWork<Work, Row> {
  work(work: Work): Promise<void>;
  /** Ends a row that cannot be worked on, and tells of it. */
  giveUp(row: Row): Promise<void>;
}

/** What is remembered from load to load while the app runs. */
export interface PaceMemory {
  last: LastSend | null;
}

export interface OutboxDependencies {
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
  page: WhatsAppPage;
  files: AttachmentFiles;
  random: Random;
  mode: Mode;
  lawyerId: LawyerId;
  load: LoadMemory;
  pace: PaceMemory;
  /** Which driver does that work in this load of the page; null: none can. */
  driverOf(work: Work): DriverName | null;
  screenSends: ScreenSends;
  store: StoreFacts;
}

/** The same for the parts of a running outbox. */
export interface OutboxContext extends OutboxDependencies {
  isStopped(): boolean;
  /** Resolves after the time, or when the outbox is stopped. */
  pause(time: Millis): Promise<void>;
}

export type SendAction = Extract<OutboxAction, { type: 'send' }>;
export type SendRow = OutboxRow & { messageId: MessageId; action: SendAction };

/** Whether a row is a message to be sent; all others act on what is there. */
export function isSend(row: OutboxRow): row is SendRow {
  return row.action.type === 'send' && row.messageId !== null;
}

/** A row with the settings that hold while it is worked on. */
export interface Job<Row extends OutboxRow = OutboxRow> {
  row: Row;
  settings: PaceSettings;
}
