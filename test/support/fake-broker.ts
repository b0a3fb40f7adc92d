import { BrokerFault, type BrokerLink, type OpenBroker } from '../../main/brokers/broker-link.ts';
import type { Event } from '../../main/contract/event-log.ts';
import type { EventType } from '../../main/contract/events.ts';
import { stir } from './fake-clock.ts';

/** A broker in memory that can be gone, refuse, stay silent, or lose its connections in the middle of a batch. */
export class FakeBroker {
  readonly taken: Event[] = [];
  /** How large each batch was. */
  readonly batches: number[] = [];
  tries = 0;
  closed = 0;
  isThere = true;
  refuses: BrokerFault | null = null;
  /** It neither answers nor confirms. */
  isSilent = false;
  /** It can be logged in to, and confirms nothing: no cursor moves beside what a test does. */
  confirmsNothing = false;
  /** The one event that it never takes: what is in front of it, it does. */
  refusesOne: string | null = null;
  /** It takes so many more events, and then the connection is lost before it has confirmed. */
  dropsAfter = Number.POSITIVE_INFINITY;
  /** No queue is bound for events of these types: it confirms them, and drops them. */
  unroutes: readonly EventType[] = [];
  private readonly links = new Set<(fault: BrokerFault) => void>();

  readonly open: OpenBroker = async (_row, { unrouted }) => {
    this.tries++;
    stir();
    if (this.isSilent) return new Promise(() => {});
    if (this.refuses) throw this.refuses;
    if (!this.isThere) throw new BrokerFault('unreachable', 'connect ECONNREFUSED 192.0.2.7:5672');
    return this.link(unrouted);
  };

  /** The connections that there are. */
  get connected(): number {
    return this.links.size;
  }

  /** Ends every connection. */
  drop(): void {
    for (const end of this.links) end(new BrokerFault('connection_lost', 'the server has gone'));
  }

  private link(unrouted: (type: string) => void): BrokerLink {
    const { promise: ended, resolve } = Promise.withResolvers<BrokerFault>();
    const end = (fault: BrokerFault): void => {
      this.links.delete(end);
      resolve(fault);
    };
    this.links.add(end);
    const unroutes = () => this.unroutes;
    const take = (events: readonly Event[]) => this.take(events);
    return {
      ended,
      async publish(events) {
        for (const { type } of events) if (unroutes().includes(type)) unrouted(type);
        await take(events);
      },
      close: async () => {
        if (this.links.has(end)) this.closed++;
        end(new BrokerFault('connection_lost', 'closed'));
      },
    };
  }

  private async take(events: readonly Event[]): Promise<void> {
    stir();
    this.batches.push(events.length);
    if (this.isSilent || this.confirmsNothing) return new Promise(() => {});
    if (this.refuses) throw this.refuses;
    const refused = events.findIndex(({ id }) => id === this.refusesOne);
    if (refused >= 0) {
      this.taken.push(...events.slice(0, refused));
      throw new BrokerFault('not_taken', 'maximum payload exceeded');
    }
    const some = events.slice(0, this.dropsAfter);
    this.taken.push(...some);
    if (some.length === events.length) {
      this.dropsAfter -= some.length;
      return;
    }
    this.dropsAfter = Number.POSITIVE_INFINITY;
    this.drop();
    throw new BrokerFault('connection_lost', 'the server has gone');
  }
}
