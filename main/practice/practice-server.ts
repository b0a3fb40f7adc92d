import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import express from 'express';
import { createClientPhones, type PhoneTimings } from './client-phones.ts';
import { controlChatRoutes } from './control-chat-routes.ts';
import { controlPeopleRoutes } from './control-people-routes.ts';
import { controlRoutes } from './control-routes.ts';
import { createFaults, type FaultsChange } from './faults.ts';
import { openLedger } from './ledger.ts';
import { createLidKnowledge } from './lid-knowledge.ts';
import { createLinkCodes } from './link-codes.ts';
import { createLinkScreen } from './link-screen.ts';
import { createMediaHealth } from './media-health.ts';
import { openMediaStore } from './media-store.ts';
import { createOutgoingTray } from './outgoing.ts';
import { pageHost } from './page-host.ts';
import { pageLinkRoutes } from './page-link-routes.ts';
import { pageLocalRoutes } from './page-local-routes.ts';
import { pageMediaRoutes } from './page-media-routes.ts';
import { pageOutgoingRoutes } from './page-outgoing-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { createPageStreams } from './page-streams.ts';
import { createPairingCodes } from './pairing-codes.ts';
import { createPracticeState } from './practice-state.ts';
import { answerErrors, requireLoopbackHost } from './request-guard.ts';
import { reuploadFacts } from './reupload-facts.ts';
import { lidFact } from './stream-fact.ts';
import { createWeather } from './weather.ts';

export interface PracticeServerOptions {
  /** The ledger's file; made when it does not exist. Files that were exchanged lie in the folder `media` beside it. */
  ledgerFile: string;
  /** The folder `resources/practice`. */
  assetsDir: string;
  /** 0 or left out: a free one. */
  port?: number;
  /** Codes shown without a scan before the page goes idle; never, if left out. */
  codesBeforeIdle?: number;
  /** When a client's phone shows and reads a message, in milliseconds after it was sent: 120 and 400. */
  timings?: PhoneTimings;
  /** How unkind the page is from the start: what differs from an ordinary day. */
  faults?: FaultsChange;
  /** How long things take that a fault or a person sets going, in milliseconds. */
  delays?: Partial<Delays>;
  /** Told when the ledger's disk fails while a phone acts; the server answers 500 from then on. */
  onFailure?: (error: unknown) => void;
}

interface Delays {
  /** A number behind a lid is learnt by itself, while `lids` is `late`. */
  lidLearnt: number;
  /** Between two drops of a flapping network. */
  flap: number;
  /** Until a phone that is not seen has its devices unlinked. */
  phoneLost: number;
  /** A pairing code is good for so long. */
  pairingCode: number;
}

const usualDelays: Delays = { lidLearnt: 8_000, flap: 3_000, phoneLost: 60_000, pairingCode: 160_000 };

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
  const media = await openMediaStore(join(dirname(options.ledgerFile), 'media'));
  const state = createPracticeState(ledger.entries());
  const faults = createFaults(options.faults);
  const delays = { ...usualDelays, ...options.delays };
  const onFailure = options.onFailure ?? (() => {});
  const codes = createLinkCodes(5_000);
  const pairing = createPairingCodes(delays.pairingCode);
  const lids = createLidKnowledge(faults, delays.lidLearnt, (account, client) =>
    streams.sendToLidPages(account, lidFact(client)),
  );
  const screen = createLinkScreen({
    state,
    codes,
    faults,
    streams: () => streams,
    codesBeforeIdle: options.codesBeforeIdle ?? Number.POSITIVE_INFINITY,
  });
  const streams = createPageStreams({
    state,
    faults,
    lids,
    entries: ledger.entries,
    onOpen(device) {
      screen.opened(device);
      weather.opened(device);
    },
    onClose: screen.closed,
  });
  const health = createMediaHealth(faults, (account, messages) => {
    for (const [device, data] of reuploadFacts(state, account, messages)) streams.sendTo(device, 'reuploaded', data);
  });
  const { flap: flapMs, phoneLost: phoneLostMs } = delays;
  const weather = createWeather({ ledger, state, faults, streams, flapMs, phoneLostMs, onFailure });
  const timings = options.timings ?? { delivered: 120, read: 400 };
  const phones = createClientPhones({ ledger, state, faults, timings, onFailure });
  ledger.onDurable((entries) => {
    for (const entry of entries) {
      state.apply(entry);
      phones.observe(entry);
      if (entry.kind === 'linked') screen.linked(entry.device);
    }
    streams.observe(entries);
  });

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requireLoopbackHost);
  const people = [
    controlPeopleRoutes({ ledger, state, codes, pairing, faults, streams }),
    controlChatRoutes({ ledger, state, media, streams }),
  ];
  app.use('/control', controlRoutes({ ledger, state, faults, streams, people }));
  const tray = createOutgoingTray(ledger, state, media);
  const local = pageLocalRoutes({ state, faults, lids, streams });
  const remote = [
    pageMediaRoutes(state, media, health),
    pageLinkRoutes({ ledger, state, faults, lids, screen, pairing }),
    pageOutgoingRoutes({ ledger, state, streams, faults, tray }),
  ];
  app.use('/page', pageRoutes({ streams, weather, local, remote }));
  app.use(pageHost(options.assetsDir, faults));
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
      lids.stop();
      weather.stop();
      screen.stop();
      streams.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await ledger.close();
    },
  };
}
