import {
  BROKER_SCHEMES,
  type Broker,
  type BrokerError,
  type BrokerKind,
  type BrokerState,
  MAX_BEHIND,
} from '../contract/broker.ts';
import type { EventPattern } from '../contract/events.ts';
import type { BrokerId, LawyerId } from '../contract/ids.ts';
import { AppError, type FieldError } from './app-error.ts';
import { changeAlert } from './change-alert.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { BrokerRow } from './stores/broker-store.ts';
import type { Stores } from './stores.ts';
import { clearUnrouted, type Unrouted, unroutedWarning } from './unrouted-events.ts';

/** How a broker is doing at this moment. */
export interface BrokerStatus {
  state: BrokerState;
  since: Millis;
  lastError: (BrokerError & { at: Millis }) | null;
  nextAttempt: Millis | null;
  /** How far the log was looked at: what is between the stored cursor and this was not wanted. */
  cursor: number;
  /** Since publishing was begun. */
  unrouted: Unrouted | null;
}

/** What publishes to the brokers, for those who show and steer it. */
export interface BrokerRunner {
  /** The broker's row was made, changed or removed, and that is committed. */
  changed(id: BrokerId): void;
  status(row: BrokerRow): BrokerStatus;
  /** Logs in, looks whether the target is there, and leaves. Null: all is well. */
  test(row: BrokerRow): Promise<BrokerError | null>;
}

type Optional<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

interface Given {
  url: string;
  target: string;
  events: EventPattern[];
  max_length: number | null;
  stream: string | null;
  after: number;
}

/**
 * Keeps a new broker, in the caller's transaction. Without `after`, what happens from now on is published. Throws AppError
 * `lawyer_not_found`, `invalid_request`.
 */
export async function createBroker(
  stores: Stores,
  given: Optional<Given> & Pick<Given, 'url' | 'target' | 'events'> & { lawyer_id: LawyerId; kind: BrokerKind },
  at: Millis,
): Promise<BrokerRow> {
  const { lawyer_id: lawyerId, kind, url, target, events } = given;
  const { newest, removedUpTo } = await logOf(stores, lawyerId);
  assertFits(kind, given, newest);
  if (!(await stores.lawyers.find(lawyerId))) throw new AppError('lawyer_not_found');
  const id = newId('brk', at);
  const settings = { url, target, events, maxLength: given.max_length ?? null, stream: given.stream ?? null };
  const cursor = given.after === 0 ? removedUpTo : (given.after ?? newest);
  await stores.brokers.insert({ id, lawyerId, kind, ...settings, isPaused: false, cursor, created: at });
  return brokerOf(stores, id);
}

/** What is left out stays as it is. Throws AppError `broker_not_found`, `invalid_request`. */
export async function changeBroker(
  stores: Stores,
  id: BrokerId,
  given: Optional<Given>,
  at: Millis,
): Promise<BrokerRow> {
  const before = await brokerOf(stores, id);
  const { newest, removedUpTo } = await logOf(stores, before.lawyerId);
  assertFits(before.kind, given, newest);
  const change = {
    ...before,
    url: given.url ?? before.url,
    target: given.target ?? before.target,
    events: given.events ?? before.events,
    maxLength: given.max_length === undefined ? before.maxLength : given.max_length,
    stream: given.stream === undefined ? before.stream : given.stream,
    cursor: given.after === 0 ? removedUpTo : (given.after ?? before.cursor),
  };
  await stores.brokers.change(id, change, at);
  await clearUnrouted(stores, before, at);
  return brokerOf(stores, id);
}

/** Resumed, it is tried again at once, and that events were missed counts as seen. Throws AppError `broker_not_found`. */
export async function setBrokerPaused(stores: Stores, id: BrokerId, isPaused: boolean, at: Millis): Promise<BrokerRow> {
  const before = await brokerOf(stores, id);
  const missedUpTo = isPaused ? before.missedUpTo : null;
  await stores.brokers.change(id, { ...before, isPaused, missedUpTo }, at);
  if (!isPaused) {
    await clearMissed(stores, before, at);
    await clearUnrouted(stores, before, at);
  }
  return brokerOf(stores, id);
}

/** Throws AppError `broker_not_found`. */
export async function removeBroker(stores: Stores, id: BrokerId, at: Millis): Promise<void> {
  const row = await brokerOf(stores, id);
  await clearMissed(stores, row, at);
  await clearUnrouted(stores, row, at);
  await stores.brokers.remove(id);
}

/** Throws AppError `broker_not_found`. */
export async function brokerOf(stores: Stores, id: BrokerId): Promise<BrokerRow> {
  const row = await stores.brokers.find(id);
  if (!row) throw new AppError('broker_not_found');
  return row;
}

/**
 * The log's next events are gone before they were published: goes on with the first that is kept, and tells of it. Answers
 * with the new cursor; null: a person has changed the broker meanwhile.
 */
export async function passOverExpired(stores: Stores, row: BrokerRow, at: Millis): Promise<number | null> {
  const upTo = await stores.events.removedUpTo(row.lawyerId);
  if (!(await stores.brokers.moveCursor(row, upTo))) return null;
  await stores.brokers.setMissed(row, upTo);
  await changeAlert(stores, { lawyerId: row.lawyerId, code: 'broker_events_missed', subject: row.id, at }, true);
  return upTo;
}

/** Where a lawyer's log ends, and what of its start is gone: whoever asks for all that is kept has not missed that. */
async function logOf({ events }: Stores, lawyerId: LawyerId): Promise<{ newest: number; removedUpTo: number }> {
  const removedUpTo = await events.removedUpTo(lawyerId);
  return { newest: Math.max(await events.newest(lawyerId), removedUpTo), removedUpTo };
}

async function clearMissed(stores: Stores, { id, lawyerId }: BrokerRow, at: Millis): Promise<void> {
  await changeAlert(stores, { lawyerId, code: 'broker_events_missed', subject: id, at }, false);
}

/** As it is shown. */
export async function shownBroker(stores: Stores, row: BrokerRow, status: BrokerStatus): Promise<Broker> {
  const { url, hasPassword } = withoutPassword(row);
  const toTime = (time: Millis): string => new Date(time).toISOString();
  const { lastError, nextAttempt, unrouted } = status;
  return {
    ...{ id: row.id, lawyer_id: row.lawyerId, kind: row.kind, url, has_password: hasPassword },
    ...{ target: row.target, events: [...row.events], max_length: row.maxLength, stream: row.stream },
    ...{ is_paused: row.isPaused, state: status.state, since: toTime(status.since) },
    last_error: lastError && { code: lastError.code, message: lastError.message, at: toTime(lastError.at) },
    next_attempt_at: nextAttempt === null ? null : toTime(nextAttempt),
    cursor: row.cursor,
    behind: await stores.brokers.behind(row.lawyerId, Math.max(row.cursor, status.cursor), MAX_BEHIND),
    ...{ missed_up_to: row.missedUpTo, unrouted: unrouted?.count ?? 0 },
    warning: unrouted && unroutedWarning(unrouted, row),
    created_at: toTime(row.created),
  };
}

/** Of NATS a name without a password is a token, and as secret. */
function withoutPassword({ url: whole, kind }: BrokerRow): { url: string; hasPassword: boolean } {
  const url = new URL(whole);
  const isToken = kind === 'nats' && url.password === '' && url.username !== '';
  const hasPassword = isToken || url.password !== '';
  url.password = '';
  if (isToken) url.username = '';
  return { url: url.href, hasPassword };
}

/** Throws AppError `invalid_request` for what its kind does not take. */
function assertFits(kind: BrokerKind, { url, max_length, stream, after }: Optional<Given>, newest: number): void {
  const faults: FieldError[] = [];
  if (url !== undefined) faults.push(...urlFaults(kind, new URL(url)));
  if (max_length != null && kind !== 'redis')
    faults.push({ field: 'max_length', message: 'is for redis only', fault: 'not_for_kind' });
  if (stream != null && kind !== 'nats')
    faults.push({ field: 'stream', message: 'is for nats only', fault: 'not_for_kind' });
  if (after !== undefined && after > newest) {
    const message = `must be at most ${newest}, the cursor of the newest event`;
    faults.push({ field: 'after', message, fault: 'too_large', limit: newest });
  }
  if (faults.length > 0) throw new AppError('invalid_request', faults);
}

function urlFaults(kind: BrokerKind, { protocol, pathname, username, password }: URL): FieldError[] {
  const fault = (message: string): FieldError[] => [{ field: 'url', message, fault: 'url' }];
  const schemes = BROKER_SCHEMES[kind];
  if (!schemes.includes(protocol.slice(0, -1))) return fault(`must begin with ${schemes.join(':// or ')}://`);
  if (username === '' && password !== '' && kind !== 'redis') return fault('must have a name before the password');
  switch (kind) {
    case 'rabbitmq':
      return /^(\/[^/]*)?$/.test(pathname) ? [] : fault('must end with one virtual host, its slashes as %2F');
    case 'redis':
      return /^(\/\d{0,5})?$/.test(pathname) ? [] : fault('must end with the number of a database');
    case 'nats':
      return /^\/?$/.test(pathname) ? [] : fault('must have no path');
  }
}
