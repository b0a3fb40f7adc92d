import type { BrokerState } from '../contract/broker.ts';
import type { Alert, Health, HistoryProgress, QueuedAction, Session } from '../contract/entities.ts';
import type { ChainLink, LinkName } from '../contract/health-chain.ts';
import type { Tunnel } from '../contract/tunnel.ts';
import type { Mode } from '../contract/values.ts';
import type { Webhook } from '../contract/webhook.ts';

/** All that the links of one lawyer's chain are judged by. */
export interface ChainFacts {
  mode: Mode;
  session: Session;
  history: HistoryProgress;
  /** Those of the lawyer's that are open. */
  alerts: readonly Alert['code'][];
  queue: {
    states: Record<QueuedAction['state'], number>;
    /** The first that waits, if any does. */
    first: QueuedAction['waits_for'];
    /** Whether something waits that no rule of the lawyer's holds back. */
    isFree: boolean;
  };
  /** Null: the disk does not say it. */
  freeBytes: number | null;
  /** Below it a person is told; null: never. */
  freeBytesWanted: number | null;
  warnings: Health['warnings'];
  api: { isListening: boolean; address: string };
  tunnel: Pick<Tunnel, 'provider' | 'state' | 'address' | 'cause'>;
  webhooks: { all: readonly Pick<Webhook, 'state' | 'failing_since'>[]; waiting: number };
  brokers: readonly { state: BrokerState; behind: number; hasMissed: boolean; hasUnrouted: boolean }[];
}

/** How a link is doing; when it was good last is added for all of them alike. */
export type Judged<Name extends LinkName> = Name extends LinkName
  ? Omit<Extract<ChainLink, { link: Name }>, 'good_at'>
  : never;
