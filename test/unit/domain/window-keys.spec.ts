import { expect, test } from '@playwright/test';
import {
  apiKeyOf,
  changeApiKey,
  createApiKey,
  type KeyContext,
  keyOwner,
  revokeApiKey,
  rotateApiKey,
} from '../../../main/domain/manage-api-keys.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
const clock = new FakeClock();
test.beforeEach(() => {
  store = openTempDatabase();
});
test.afterEach(() => store.remove());

const contextOf = (stores: Stores): KeyContext => ({
  ...{ stores, mode: 'practice' },
  caller: { kind: 'window' },
  at: clock.now(),
});

test('the window makes, limits, replaces and ends the keys of each lawyer and of administrators, and no key has made them', async () => {
  const lawyer = await addLawyer(store.database, clock.now());
  const details = { name: 'Directory', scopes: null, expires: null };
  await store.database.write(async (stores) => {
    const context = contextOf(stores);
    const own = await createApiKey(context, { ...details, lawyerId: lawyer.id });
    const admin = await createApiKey(context, { ...details, lawyerId: undefined });
    expect(own.key).toMatchObject({ role: 'lawyer', lawyerId: lawyer.id, createdBy: null });
    expect(admin.key).toMatchObject({ role: 'admin', lawyerId: null, createdBy: null });
    expect(await changeApiKey(context, own.key.id, { scopes: ['events:read'] })).toMatchObject({
      scopes: ['events:read'],
    });
    const next = await rotateApiKey(context, own.key.id, 1_000);
    expect(next.key).toMatchObject({ lawyerId: lawyer.id, scopes: ['events:read'], createdBy: null });
    await revokeApiKey(context, next.key.id);
    expect((await apiKeyOf(stores, context.caller, next.key.id)).revoked).toBe(clock.now());
    expect(await keyOwner(stores, context.caller, undefined)).toBe(null);
    expect(await keyOwner(stores, context.caller, lawyer.id)).toBe(lawyer.id);
  });
});

test('the window makes no key for a lawyer whom there is not', async () => {
  const made = store.database.write((stores) =>
    createApiKey(contextOf(stores), { name: 'x', scopes: null, expires: null, lawyerId: newId('law') }),
  );
  await expect(made).rejects.toMatchObject({ code: 'lawyer_not_found' });
  expect(store.rows('SELECT id FROM api_keys')).toEqual([]);
});
