import type { BrokerKind } from '../../contract/broker.ts';
import type { EventPattern } from '../../contract/events.ts';
import type { BrokerId, LawyerId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** What of a broker a person sets. */
export interface BrokerSettings {
  /** With its password. */
  url: string;
  target: string;
  events: readonly EventPattern[];
  /** Of a stream of Redis. */
  maxLength: number | null;
  /** Of NATS: made if it is not there. */
  stream: string | null;
}

export interface BrokerRow extends BrokerSettings {
  id: BrokerId;
  lawyerId: LawyerId;
  kind: BrokerKind;
  isPaused: boolean;
  /** Events up to there are with the broker. */
  cursor: number;
  /** Another one after each change that a person makes: what was begun before moves its cursor no more. */
  revision: number;
  /** Since when nothing can be published; null: all is well. */
  failingSince: Millis | null;
  /** The last event that was removed from the log before it was published. */
  missedUpTo: number | null;
  created: Millis;
  /** When a person has changed it last. */
  updated: Millis;
}

export interface BrokerStore {
  insert(row: Omit<BrokerRow, 'revision' | 'failingSince' | 'missedUpTo' | 'updated'>): Promise<void>;
  find(id: BrokerId): Promise<BrokerRow | null>;
  list(page: PageRequest): Promise<Paged<BrokerRow>>;
  all(): Promise<BrokerRow[]>;
  /** What a person changes; nothing counts as failing any more. */
  change(
    id: BrokerId,
    change: BrokerSettings & Pick<BrokerRow, 'isPaused' | 'cursor' | 'missedUpTo'>,
    at: Millis,
  ): Promise<void>;
  /** False: a person has changed or removed it since that revision, and nothing is written. */
  moveCursor(of: Pick<BrokerRow, 'id' | 'revision'>, cursor: number): Promise<boolean>;
  setFailing(of: Pick<BrokerRow, 'id' | 'revision'>, since: Millis | null): Promise<void>;
  setMissed(of: Pick<BrokerRow, 'id' | 'revision'>, upTo: number): Promise<void>;
  /** The lawyer's brokers that nothing can be published to. */
  failing(lawyerId: LawyerId): Promise<{ brokerId: BrokerId; since: Millis }[]>;
  /** How many events of the lawyer come behind that cursor; no more than `most` are counted. */
  behind(lawyerId: LawyerId, cursor: number, most: number): Promise<number>;
  remove(id: BrokerId): Promise<boolean>;
}
