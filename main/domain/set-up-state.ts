import type { Session } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { SetUpItem, SetUpState } from '../contract/set-up.ts';
import type { Webhook } from '../contract/webhook.ts';
import type { Sessions } from './ports.ts';
import type { Stores } from './stores.ts';
import type { TunnelControl } from './tunnel.ts';

/** Nobody has so many; of who has, these are looked at. */
const LOOKED_AT = 200;

/** States in which WhatsApp has said that this machine is not linked. */
const UNLINKED: ReadonlySet<Session['state']> = new Set<Session['state']>([
  'qr',
  'pairing-code',
  'passkey-required',
  'logged-out',
]);

interface Sources {
  sessions: Pick<Sessions, 'get'>;
  tunnel: Pick<TunnelControl, 'get'>;
  /** The person has said that the recovery key is written down. */
  isRecoveryKeyKept: boolean;
}

/** What of the set-up is done, as it is at this moment: what was done and is undone is not done. */
export async function setUpItems(
  stores: Stores,
  { sessions, tunnel, isRecoveryKeyKept }: Sources,
  lawyerId: LawyerId | null,
): Promise<SetUpState['items']> {
  const webhooks = lawyerId === null ? [] : await activeWebhooks(stores, lawyerId);
  const done: Record<SetUpItem, boolean> = {
    lawyer: lawyerId !== null,
    recovery_key: isRecoveryKeyKept,
    whatsapp: lawyerId !== null && (await isLinked(stores, sessions.get(lawyerId), lawyerId)),
    key: lawyerId !== null && (await isKeyUsed(stores, lawyerId)),
    webhook: webhooks.some(
      ({ answered_at: answered, failing_since: failing }) => answered !== null && failing === null,
    ),
    tunnel: (await tunnel.get()).state === 'up',
  };
  const items: readonly SetUpItem[] = ['lawyer', 'recovery_key', 'whatsapp', 'key', 'webhook', 'tunnel'];
  const isUntested = !done.webhook && webhooks.some(({ answered_at: answered }) => answered === null);
  return items.map((item) => ({
    item,
    is_done: done[item],
    hint: item === 'webhook' && isUntested ? 'test_webhook' : null,
  }));
}

/** While the page is not there to say it, what it said last counts. */
async function isLinked(stores: Stores, { state }: Pick<Session, 'state'>, lawyerId: LawyerId): Promise<boolean> {
  return !UNLINKED.has(state) && (await stores.lawyers.isAccountConfirmed(lawyerId));
}

/** The directory has come in by it; that there is one says little: the first one is made with the lawyer. */
async function isKeyUsed(stores: Stores, lawyerId: LawyerId): Promise<boolean> {
  const { rows } = await stores.apiKeys.list(lawyerId, { limit: LOOKED_AT });
  return rows.some(({ revoked, lastUsed }) => revoked === null && lastUsed !== null);
}

/** That one is registered says little, too: a mistyped address is as good as none until it has answered. */
async function activeWebhooks(stores: Stores, lawyerId: LawyerId): Promise<Webhook[]> {
  const { rows } = await stores.webhooks.list(lawyerId, { limit: LOOKED_AT });
  return rows.filter(({ state }) => state === 'active');
}
