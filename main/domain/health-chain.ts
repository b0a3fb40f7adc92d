import type { Health } from '../contract/entities.ts';
import type { ChainLink, LinkName } from '../contract/health-chain.ts';
import type { LawyerId, WebhookId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import { type BrokerRunner, shownBroker } from './brokers.ts';
import type { ChainFacts, Judged } from './chain-facts.ts';
import type { Millis } from './clock.ts';
import { resumeWebhook } from './manage-webhooks.ts';
import { apiLink, appLink, brokersLink, queueLink, storageLink, tunnelLink, webhooksLink } from './office-links.ts';
import type { AttachmentFiles, Sessions } from './ports.ts';
import { withSession } from './queued-actions.ts';
import type { Stores } from './stores.ts';
import type { TunnelControl } from './tunnel.ts';
import { pageLink, phoneLink, readingLink } from './whatsapp-links.ts';

/** Nobody has so many webhooks; of who has, these are judged. */
const WEBHOOKS_JUDGED = 200;

const MB = 1_000_000;

/** What the chain is read from beside the database. */
export interface ChainSources {
  mode: Mode;
  sessions: Pick<Sessions, 'get' | 'history'>;
  files: Pick<AttachmentFiles, 'freeBytes'>;
  tunnel: Pick<TunnelControl, 'get'>;
  brokers: Pick<BrokerRunner, 'status'>;
  warnings: Health['warnings'];
  api: { isListening(): boolean; address: string };
}

/** How each link between the lawyer's clients and the directory is doing, as codes. */
export async function readChain(
  stores: Stores,
  sources: ChainSources,
  lawyerId: LawyerId,
  now: Millis,
): Promise<ChainLink[]> {
  const links = chainOf(await factsOf(stores, sources, lawyerId));
  const last = await stores.health.lastGood(lawyerId);
  const toTime = (time: Millis | undefined): string | null =>
    time === undefined ? null : new Date(time).toISOString();
  return links.map((link) => ({ ...link, good_at: toTime(link.state === 'good' ? now : last.get(link.link)) }));
}

/** The links in their order, judged. */
export function chainOf(facts: ChainFacts): Judged<LinkName>[] {
  const page = pageLink(facts);
  const brokers = brokersLink(facts);
  return [
    page,
    phoneLink(facts, page),
    readingLink(facts),
    queueLink(facts),
    storageLink(facts),
    apiLink(facts),
    tunnelLink(facts),
    webhooksLink(facts),
    ...(brokers ? [brokers] : []),
    appLink(facts),
  ];
}

async function factsOf(stores: Stores, sources: ChainSources, lawyerId: LawyerId): Promise<ChainFacts> {
  const { mode, sessions, files, tunnel, warnings, api } = sources;
  const session = sessions.get(lawyerId);
  const { rows: queued } = await stores.outbox.list(lawyerId, { limit: 50 });
  const first = queued.map((action) => withSession(action, session)).find(({ state }) => state === 'queued');
  const { alerts: thresholds } = await stores.lawyerSettings.get(lawyerId);
  const { rows: webhooks } = await stores.webhooks.list(lawyerId, { limit: WEBHOOKS_JUDGED });
  return {
    mode,
    session,
    history: sessions.history(lawyerId),
    alerts: (await stores.alerts.open(lawyerId)).map(({ code }) => code),
    queue: {
      states: await stores.outbox.countByState(lawyerId),
      first: first?.waits_for ?? null,
      isFree: (await stores.outbox.oldest(lawyerId)) !== null,
    },
    freeBytes: await files.freeBytes().catch(() => null),
    freeBytesWanted: thresholds.disk_free_mb === null ? null : thresholds.disk_free_mb * MB,
    warnings,
    api: { isListening: api.isListening(), address: api.address },
    tunnel: await tunnel.get(),
    webhooks: { all: webhooks, waiting: await stores.webhookQueue.waitingOf(lawyerId) },
    brokers: await brokersOf(stores, sources, lawyerId),
  };
}

async function brokersOf(
  stores: Stores,
  { brokers }: ChainSources,
  lawyerId: LawyerId,
): Promise<ChainFacts['brokers']> {
  const found: ChainFacts['brokers'][number][] = [];
  for (const row of await stores.brokers.all()) {
    if (row.lawyerId !== lawyerId) continue;
    const { state, behind, missed_up_to, warning } = await shownBroker(stores, row, brokers.status(row));
    found.push({ state, behind, hasMissed: missed_up_to !== null, hasUnrouted: warning !== null });
  }
  return found;
}

/** Resumes what was switched off by itself, with what it has missed. Answers with which they are. */
export async function resumeSwitchedOff(stores: Stores, lawyerId: LawyerId, at: Millis): Promise<WebhookId[]> {
  const { rows } = await stores.webhooks.list(lawyerId, { limit: WEBHOOKS_JUDGED });
  const off = rows.filter(({ state }) => state === 'disabled').map(({ id }) => id);
  for (const id of off) await resumeWebhook(stores, lawyerId, id, { skipMissed: false }, at);
  return off;
}
