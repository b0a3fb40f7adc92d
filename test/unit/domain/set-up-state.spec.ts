import { expect, test } from '@playwright/test';
import { createSetUpProgress } from '../../../main/app/set-up-progress.ts';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { WebhookId } from '../../../main/contract/ids.ts';
import type { SetUpItem, SetUpState } from '../../../main/contract/set-up.ts';
import type { TunnelState } from '../../../main/contract/tunnel.ts';
import type { SessionState } from '../../../main/contract/values.ts';
import type { DeliveryAttempt } from '../../../main/contract/webhook.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { testWebhook } from '../../../main/domain/create-webhook.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { setUpItems } from '../../../main/domain/set-up-state.ts';
import { sessionIn } from '../../support/fake-sessions.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);

let store: TempDatabase;
let lawyer: Lawyer;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
});

test.afterEach(() => store.remove());

interface Now {
  session?: SessionState;
  tunnel?: TunnelState;
  isRecoveryKeyKept?: boolean;
  lawyerId?: Lawyer['id'] | null;
}

async function items(now: Now = {}): Promise<SetUpState['items']> {
  const { session = 'ready', tunnel = 'off', isRecoveryKeyKept = false, lawyerId = lawyer.id } = now;
  const sources = {
    sessions: { get: () => sessionIn(session) },
    tunnel: { get: async () => ({ state: tunnel }) as never },
    isRecoveryKeyKept,
  };
  const found = await store.database.read((stores) => setUpItems(stores, sources, lawyerId));
  expect(found).toHaveLength(6);
  return found;
}

/** What is done. */
async function done(now: Now = {}): Promise<SetUpItem[]> {
  return (await items(now)).flatMap(({ item, is_done }) => (is_done ? [item] : []));
}

async function register(): Promise<WebhookId> {
  const id = newId('whk', AT);
  const webhook = { id, lawyerId: lawyer.id, url: 'https://x.example/', secret: 's', events: ['*' as const], at: AT };
  await store.database.write((stores) => stores.webhooks.insert(webhook));
  return id;
}

/** It answers a test event with 200. */
async function test200(id: WebhookId): Promise<void> {
  const answer = { at: new Date(AT).toISOString(), status_code: 200 } as DeliveryAttempt;
  await testWebhook(store.database, async () => answer, lawyer.id, id, AT);
}

test('before there is a lawyer nothing of one is done', async () => {
  expect(await done({ lawyerId: null })).toEqual([]);
  expect(await done({ lawyerId: null, isRecoveryKeyKept: true })).toEqual(['recovery_key']);
});

test('WhatsApp is linked once the account was seen, also while its page is not there, until it is logged out', async () => {
  expect(await done({ session: 'ready' })).toEqual(['lawyer']);
  store.run('UPDATE lawyers SET account_confirmed = 1 WHERE id = ?', lawyer.id);
  for (const session of ['ready', 'asleep', 'starting', 'failed'] as const) {
    expect(await done({ session })).toEqual(['lawyer', 'whatsapp']);
  }
  for (const session of ['qr', 'pairing-code', 'logged-out'] as const)
    expect(await done({ session })).toEqual(['lawyer']);
});

test('the directory is in once a key of the lawyer’s was used, and out when that one is revoked', async () => {
  const { key } = makeApiKey('live', { role: 'lawyer', lawyerId: lawyer.id }, { name: 'Directory', at: AT });
  await store.database.write((stores) => stores.apiKeys.insert(key));
  expect(await done()).toEqual(['lawyer']);
  await store.database.write((stores) => stores.apiKeys.update(key.id, { lastUsed: AT }));
  expect(await done()).toEqual(['lawyer', 'key']);
  await store.database.write((stores) => stores.apiKeys.update(key.id, { revoked: AT }));
  expect(await done()).toEqual(['lawyer']);
});

test('a webhook counts while it is active and works, once it has answered, and the way in while it is open', async () => {
  const id = await register();
  expect(await done()).toEqual(['lawyer']);
  await test200(id);
  expect(await done()).toEqual(['lawyer', 'webhook']);
  store.run('UPDATE webhooks SET failing_since = ?', AT);
  expect(await done()).toEqual(['lawyer']);
  store.run('UPDATE webhooks SET failing_since = NULL');
  await store.database.write((stores) => stores.webhooks.stop(id, 'paused', null, AT));
  expect(await done({ tunnel: 'up' })).toEqual(['lawyer', 'tunnel']);
  expect(await done({ tunnel: 'reconnecting' })).toEqual(['lawyer']);
});

test('of an address that is registered and has answered nothing it is said that a test event is next', async () => {
  const hintOf = async (item: SetUpItem) => (await items()).find((one) => one.item === item)?.hint;
  expect(await hintOf('webhook')).toBeNull();
  const silent = await register();
  expect([await hintOf('webhook'), await hintOf('key')]).toEqual(['test_webhook', null]);
  await test200(await register());
  expect(await hintOf('webhook')).toBeNull();
  await store.database.write((stores) => stores.webhooks.stop(silent, 'paused', null, AT));
  store.run('UPDATE webhooks SET failing_since = ? WHERE id <> ?', AT, silent);
  // The other one works no more, and has answered before: its alert says what to do, and no test.
  expect([await done(), await hintOf('webhook')]).toEqual([['lawyer'], null]);
});

test('where the first run was left is kept, and what is not understood begins anew', () => {
  for (const content of [undefined, null, 7, 'x', [], { step: 'x', is_dismissed: 'yes' }]) {
    let kept: unknown = content;
    const progress = createSetUpProgress({
      get: () => kept,
      set: (_key, now) => {
        kept = now;
      },
    });
    expect(progress.get()).toEqual({ step: 'welcome', is_dismissed: false });
    progress.change({ step: 'lawyer' });
    progress.change({ is_dismissed: true });
    expect(progress.get()).toEqual({ step: 'lawyer', is_dismissed: true });
    expect(kept).toEqual({ step: 'lawyer', is_dismissed: true });
  }
});
