import type { BrokerErrorCode } from '../contract/broker.ts';
import type { Event } from '../contract/event-log.ts';
import type { BrokerRow } from '../domain/stores/broker-store.ts';

/** A connection to a broker whose target is there. */
export interface BrokerLink {
  /**
   * Resolves when the broker has confirmed each of them; of one conversation in their order. Rejects with BrokerFault: then
   * some of them may be with the broker.
   */
  publish(events: readonly Event[]): Promise<void>;
  /** Resolves when the connection is over, whoever ended it. */
  readonly ended: Promise<BrokerFault>;
  /** Ends it, if need be without the broker's consent. What is being published rejects. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Aborted: nobody wants it any more. */
  signal: AbortSignal;
  /** No queue was bound for an event of that type, and the broker has dropped it. */
  unrouted(type: string): void;
}

/** Rejects with BrokerFault. */
export type OpenBroker = (
  row: Pick<BrokerRow, 'url' | 'target' | 'maxLength' | 'stream'>,
  options: OpenOptions,
) => Promise<BrokerLink>;

/** Why a broker cannot be reached, or takes nothing. */
export class BrokerFault extends Error {
  readonly faultCode: BrokerErrorCode;

  constructor(faultCode: BrokerErrorCode, message: string) {
    super(message);
    this.name = 'BrokerFault';
    this.faultCode = faultCode;
  }
}
