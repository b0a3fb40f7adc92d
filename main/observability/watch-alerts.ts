import type { Lawyer } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { AlertCode, SessionState } from '../contract/values.ts';
import { changeAlert } from '../domain/change-alert.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { AttachmentFiles, Database, Log, Sessions } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import type { TunnelControl } from '../domain/tunnel.ts';
import { ALERT_RULES, type Measures, subjectsOf } from './alert-rules.ts';

const LOOK_EVERY: Millis = 30_000;
const MINUTE: Millis = 60_000;
const MB = 1_000_000;

/** On the way to being ready. A session that waits for a person, or has given up, has an alert that says so. */
const ON_ITS_WAY: ReadonlySet<SessionState> = new Set<SessionState>(['starting', 'syncing', 'reconnecting']);

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  sessions: Pick<Sessions, 'get'>;
  files: Pick<AttachmentFiles, 'freeBytes'>;
  tunnel: Pick<TunnelControl, 'health'>;
  /** What all processes of the app hold. */
  memoryBytes(): number;
}

/** What is to be changed: an alert that opens, or is over. */
interface Change {
  lawyerId: LawyerId;
  code: AlertCode;
  subject: string | null;
  isOpen: boolean;
}

/**
 * Compares, at once and then every half a minute, what is measured with the thresholds of each active lawyer. Which alerts
 * are open is read from the database each time: a restart raises none again. The answer stops it.
 */
export function watchAlerts({ database, clock, log, sessions, files, tunnel, memoryBytes }: Dependencies): () => void {
  /** Since when each session is on its way, however often it began anew meanwhile. */
  const onTheirWay = new Map<LawyerId, Millis>();
  let stopped = false;
  let cancel = () => {};

  function minutesOnTheWay(lawyerId: LawyerId, now: Millis): number {
    const { state, since } = sessions.get(lawyerId);
    if (!ON_ITS_WAY.has(state)) {
      onTheirWay.delete(lawyerId);
      return 0;
    }
    const began = onTheirWay.get(lawyerId) ?? Date.parse(since);
    onTheirWay.set(lawyerId, began);
    return (now - began) / MINUTE;
  }

  async function measure(stores: Stores, id: LawyerId, freeBytes: number | null): Promise<Measures> {
    const now = clock.now();
    const one = (value: number | null): ReadonlyMap<null, number> => new Map(value === null ? [] : [[null, value]]);
    const minutesSince = (time: Millis): number => (now - time) / MINUTE;
    const oldest = await stores.outbox.oldest(id);
    const { downSince } = tunnel.health();
    const failing = await stores.webhookQueue.failing(id);
    const brokers = await stores.brokers.failing(id);
    return {
      queue_depth: one(await stores.outbox.count(id)),
      unsent_minutes: one(oldest === null ? null : minutesSince(oldest)),
      webhook_failing_minutes: new Map(failing.map(({ webhookId, since }) => [webhookId, minutesSince(since)])),
      broker_failing_minutes: new Map(brokers.map(({ brokerId, since }) => [brokerId, minutesSince(since)])),
      not_ready_minutes: one(minutesOnTheWay(id, now)),
      disk_free_mb: freeBytes === null ? null : one(freeBytes / MB),
      tunnel_down_minutes: one(downSince === null ? null : minutesSince(downSince)),
      memory_mb: one(memoryBytes() / MB),
    };
  }

  async function changesOf(stores: Stores, lawyer: Lawyer, freeBytes: number | null): Promise<Change[]> {
    const { id } = lawyer;
    const alerts = await stores.alerts.open(id);
    // No page is open and nothing is sent, as a person has wanted it: whatever was raised of it is over.
    if (!lawyer.is_active) return alerts.map(({ code, subject }) => ({ lawyerId: id, code, subject, isOpen: false }));
    const { alerts: thresholds } = await stores.lawyerSettings.get(id);
    const measures = await measure(stores, id, freeBytes);
    return ALERT_RULES.flatMap((rule) => {
      const { code } = rule;
      const open = new Set(alerts.filter((alert) => alert.code === code).map(({ subject }) => subject));
      const wanted = subjectsOf(rule, thresholds, measures, open);
      const change = (subject: string | null, isOpen: boolean): Change => ({ lawyerId: id, code, subject, isOpen });
      return [
        ...[...wanted].filter((subject) => !open.has(subject)).map((subject) => change(subject, true)),
        ...[...open].filter((subject) => !wanted.has(subject)).map((subject) => change(subject, false)),
      ];
    });
  }

  async function look(): Promise<void> {
    try {
      const freeBytes = await files.freeBytes().catch(() => null);
      const changes = await database.read(async (stores) => {
        const found: Change[] = [];
        for (const lawyer of await stores.lawyers.all()) found.push(...(await changesOf(stores, lawyer, freeBytes)));
        return found;
      });
      if (stopped || changes.length === 0) return;
      const at = clock.now();
      await database.write(async (stores) => {
        for (const { isOpen, ...alert } of changes) await changeAlert(stores, { ...alert, at }, isOpen);
      });
      for (const { isOpen, lawyerId, code, subject } of changes) {
        log.warn({ lawyer: lawyerId, code, subject }, isOpen ? 'an alert was raised' : 'an alert is over');
      }
    } catch (error) {
      // The next look does what this one could not.
      const name = error instanceof Error ? error.name : 'unknown';
      if (!stopped) log.error({ error: name }, 'it could not be looked whether a person should be told');
    } finally {
      if (!stopped) cancel = clock.after(LOOK_EVERY, () => void look());
    }
  }

  void look();
  return () => {
    stopped = true;
    cancel();
  };
}
