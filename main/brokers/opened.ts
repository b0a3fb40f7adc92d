import type { BrokerError } from '../contract/broker.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { BrokerRow } from '../domain/stores/broker-store.ts';
import { BrokerFault, type BrokerLink, type OpenBroker } from './broker-link.ts';
import { shownMessage } from './fault-of.ts';

const OPEN_PATIENCE: Millis = 20_000;

/** Why it failed, as it may be shown. */
export function errorOf(error: unknown, { url }: Pick<BrokerRow, 'url'>): BrokerError {
  if (!(error instanceof BrokerFault)) return { code: 'internal_error', message: 'see the log' };
  return { code: error.faultCode, message: shownMessage(error.message, url) };
}

/** Rejects with BrokerFault, also when nothing came of it for long. */
export async function opened(
  row: BrokerRow,
  open: OpenBroker,
  { clock, signal, unrouted }: { clock: Clock; signal: AbortSignal; unrouted(type: string): void },
): Promise<BrokerLink> {
  const giveUp = new AbortController();
  const opening = open(row, { signal: AbortSignal.any([signal, giveUp.signal]), unrouted });
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(new BrokerFault('connection_lost', 'nobody wants it any more'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const late = new BrokerFault('unreachable', 'it did not answer in time');
    return await within(clock, OPEN_PATIENCE, late, [opening, stopped.promise]);
  } catch (error) {
    giveUp.abort();
    void opening.then((late) => late.close()).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The first of them, or a fault after so long. */
export async function within<Result>(
  clock: Clock,
  patience: Millis,
  fault: BrokerFault,
  [first, ...others]: [Promise<Result>, ...Promise<never>[]],
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.after(patience, () => late.reject(fault));
  try {
    return await Promise.race([first, ...others, late.promise]);
  } finally {
    cancel();
    for (const one of [first, ...others]) one.catch(() => {});
  }
}
