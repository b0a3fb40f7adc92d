import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createClientPhones, type PhoneTimings } from './client-phones.ts';
import { controlRoutes } from './control-routes.ts';
import { openLedger } from './ledger.ts';
import { createLinkCodes } from './link-codes.ts';
import { pageHost } from './page-host.ts';
import { pageRoutes } from './page-routes.ts';
import { createPageStreams } from './page-streams.ts';
import { createPracticeState } from './practice-state.ts';
import { answerErrors, requireLoopbackHost } from './request-guard.ts';
import type { Quirks } from './wire.ts';

export interface PracticeServerOptions {
  /** The ledger's file; made when it does not exist. */
  ledgerFile: string;
  /** The folder `resources/practice`. */
  assetsDir: string;
  /** 0 or left out: a free one. */
  port?: number;
  /** A QR code is replaced after so many milliseconds; 20,000 as WhatsApp does. */
  rotateMs?: number;
  /** Codes shown without a scan before the page goes idle; never, if left out. */
  codesBeforeIdle?: number;
  /** When a client's phone shows and reads a message, in milliseconds after it was sent: 120 and 400. */
  timings?: PhoneTimings;
  /** How unkind the page is: every 5th incoming message is reported twice, every 7th first without text. 0: never. */
  quirks?: Quirks;
  /** Told when the ledger's disk fails while a phone acts; the server answers 500 from then on. */
  onFailure?: (error: unknown) => void;
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Cuts every page's connection once, as a bad network would. */
  dropConnections(): void;
  stop(): Promise<void>;
}

/**
 * Starts the practice account's server on the loopback address: the stand-in page, WhatsApp's servers behind it, and
 * the simulated phones. Everything that counts is in the ledger, so it goes on where an earlier one was killed.
 * Rejects when the port is taken or the ledger is damaged (`LedgerDamaged`).
 */
export async function createPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const ledger = await openLedger(options.ledgerFile);
  const state = createPracticeState(ledger.entries());
  const codes = createLinkCodes(5_000);
  const streams = createPageStreams({
    state,
    codes,
    entries: ledger.entries,
    rotateMs: options.rotateMs ?? 20_000,
    codesBeforeIdle: options.codesBeforeIdle ?? Number.POSITIVE_INFINITY,
  });
  const timings = options.timings ?? { delivered: 120, read: 400 };
  const phones = createClientPhones(ledger, state, timings, options.onFailure ?? (() => {}));
  ledger.onDurable((entries) => {
    for (const entry of entries) {
      state.apply(entry);
      phones.observe(entry);
      streams.observe(entry);
    }
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(requireLoopbackHost);
  app.use('/control', controlRoutes(ledger, state, codes));
  const quirks = options.quirks ?? { duplicateEvery: 5, ciphertextEvery: 7 };
  app.use('/page', pageRoutes({ ledger, state, streams, quirks }));
  app.use(pageHost(options.assetsDir));
  app.use(answerErrors);

  const server = createServer(app);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    await ledger.close();
    throw error;
  }
  phones.resume();

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropConnections: streams.drop,
    async stop() {
      phones.stop();
      streams.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await ledger.close();
    },
  };
}
