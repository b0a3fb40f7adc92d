import { expect, test } from '@playwright/test';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { Scope, scopeOf } from '../../main/contract/scopes.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { goodRequest, openWorld, type World } from './bad-input/world.ts';

const DAY = 24 * 60 * 60_000;

let world: World;
let mine: RouteCaller;

test.beforeEach(async () => {
  world = await openWorld();
  mine = createRouteCaller(world.api, world.lawyer);
});

test.afterEach(() => world.api.stop());

/** A key of the lawyer's with those scopes. */
async function keyWith(scopes: Scope[] | null, expires_at: string | null = null): Promise<{ id: string; key: string }> {
  const { id, api_key } = await mine.use('createKey', { body: { name: 'Limited', scopes, expires_at } });
  return { id, key: api_key };
}

const in_ = (ms: number): string => new Date(world.api.clock.now() + ms).toISOString();

test('a key is shown once, is listed without its text, and opens what its lawyer’s others open', async () => {
  const { api_key, ...shown } = await mine.use('createKey', { body: { name: 'The website' } });
  expect(shown).toMatchObject({ name: 'The website', role: 'lawyer', lawyer_id: world.lawyer.lawyer.id, scopes: null });
  expect(shown.created_by).toBe(world.lawyer.keyId);
  const { data } = await mine.use('listKeys');
  expect(data.find(({ id }) => id === shown.id)).toEqual(shown);
  expect(JSON.stringify(data)).not.toContain(api_key.slice(-49));
  expect((await mine.use('getKey', { id: shown.id })).id).toBe(shown.id);
  expect((await mine.use('getOwnKey', { key: api_key })).id).toBe(shown.id);
  expect((await mine.use('listConversations', { key: api_key })).data).toHaveLength(1);
});

test('when a key was last used is known to the minute', async () => {
  const { id, key } = await keyWith(null);
  const lastUsed = async () => (await mine.use('getKey', { id })).last_used_at;
  expect(await lastUsed()).toBeNull();
  const first = in_(0);
  await mine.use('listConversations', { key });
  await expect.poll(lastUsed).toBe(first);
  await world.api.clock.advance(59_000);
  await mine.use('listConversations', { key });
  await world.api.clock.advance(1_000);
  const third = in_(0);
  await mine.use('listConversations', { key });
  await expect.poll(lastUsed).toBe(third);
});

test('rotating a key leaves the old one for as long as both are to work, and no longer', async () => {
  const old = await keyWith(['conversations:read', 'keys:read']);
  const next = await mine.use('rotateKey', { id: old.id, body: { overlap_seconds: 3600 } });
  expect(next).toMatchObject({ name: 'Limited', scopes: ['conversations:read', 'keys:read'], expires_at: null });
  for (const key of [old.key, next.api_key]) await mine.use('listConversations', { key });
  expect(await mine.use('getKey', { id: old.id })).toMatchObject({ replaced_by: next.id, expires_at: in_(3_600_000) });
  await world.api.clock.advance(3_600_000);
  await mine.refusal('listConversations', 'api_key_expired', { key: old.key });
  await mine.use('listConversations', { key: next.api_key });
  await mine.refusal('rotateKey', 'key_not_active', { id: old.id });
  await mine.refusal('changeKey', 'key_not_active', { id: old.id, body: { name: 'x' } });
});

test('a key that ends is followed by one that lives as long', async () => {
  const { id } = await keyWith(null, in_(10 * DAY));
  await world.api.clock.advance(4 * DAY);
  const until = in_(6 * DAY);
  const next = await mine.use('rotateKey', { id, body: { overlap_seconds: 604_800 } });
  expect(next.expires_at).toBe(in_(10 * DAY));
  expect((await mine.use('getKey', { id })).expires_at).toBe(until);
});

test('a key that has expired is refused as such, and one that was revoked at once', async () => {
  const short = await keyWith(null, in_(1000));
  await mine.use('listConversations', { key: short.key });
  await world.api.clock.advance(1000);
  await mine.refusal('listConversations', 'api_key_expired', { key: short.key });
  const gone = await keyWith(null);
  expect((await mine.answerOf('revokeKey', { id: gone.id })).status).toBe(204);
  const { revoked_at: revoked } = await mine.use('getKey', { id: gone.id });
  await mine.refusal('listConversations', 'api_key_revoked', { key: gone.key });
  await world.api.clock.advance(5);
  expect((await mine.answerOf('revokeKey', { id: gone.id })).status).toBe(204);
  expect((await mine.use('getKey', { id: gone.id })).revoked_at).toBe(revoked);
});

test('a key can be renamed, limited and given an end', async () => {
  const { id, key } = await keyWith(null);
  const changed = await mine.use('changeKey', { id, body: { scopes: ['clients:read'], expires_at: in_(DAY) } });
  expect(changed).toMatchObject({ name: 'Limited', scopes: ['clients:read'], expires_at: in_(DAY) });
  await mine.refusal('listConversations', 'insufficient_scope', { key });
  const whole = await mine.use('changeKey', { id, body: { name: 'Whole', scopes: null, expires_at: null } });
  expect(whole).toMatchObject({ name: 'Whole', scopes: null, expires_at: null });
  await mine.use('listConversations', { key });
});

test('nobody gets by way of another key what the own one may not do', async () => {
  const spare = world.mine.key;
  const { key } = await keyWith(['keys:write', 'keys:read', 'clients:read']);
  const give = (scopes: Scope[] | null) => ({ key, body: { name: 'x', scopes } });
  await mine.refusal('createKey', 'scope_not_given', give(null));
  await mine.refusal('createKey', 'scope_not_given', give(['clients:read', 'messages:read']));
  await mine.use('createKey', give(['clients:read']));
  await mine.refusal('rotateKey', 'scope_not_given', { key, id: spare });
  await mine.refusal('changeKey', 'scope_not_given', { key, id: spare, body: { scopes: ['clients:read'] } });
});

test('an administrator makes keys of administrators and of lawyers, and sees all of them', async () => {
  const { api, lawyer, other } = world;
  const asAdmin = { key: api.adminKey };
  const admin = await mine.use('createKey', { ...asAdmin, body: { name: 'Operator' } });
  expect(admin).toMatchObject({ role: 'admin', lawyer_id: null });
  expect((await mine.use('listLawyers', { key: admin.api_key })).data).toHaveLength(2);
  const body = { name: 'For them', lawyer_id: other.lawyer.id };
  const theirs = await mine.use('createKey', { ...asAdmin, body });
  expect((await mine.use('getOwnLawyer', { key: theirs.api_key })).id).toBe(other.lawyer.id);
  const all = (await mine.use('listKeys', asAdmin)).data.map((key) => key.lawyer_id);
  expect(new Set(all)).toEqual(new Set([null, lawyer.lawyer.id, other.lawyer.id]));
  await mine.refusal('getKey', 'key_not_found', { id: admin.id });
  await mine.refusal('createKey', 'lawyer_not_found', {
    ...asAdmin,
    body: { ...body, lawyer_id: 'law_01k00000000000000000000009' },
  });
});

const isForKeys = ({ access, anyScope }: Route): boolean => access !== 'public' && access !== 'session' && !anyScope;
const withKey = (Object.keys(ROUTES) as RouteName[]).filter((name) => isForKeys(ROUTES[name]));

test('a key may read itself, whatever it is limited to', async () => {
  const { api_key: key } = await mine.use('createKey', { body: { name: 'x', scopes: ['messages:write'] } });
  expect(await mine.use('getOwnKey', { key })).toMatchObject({ name: 'x', scopes: ['messages:write'] });
});

test('a time is taken with its offset, and kept in UTC', async () => {
  const body = { name: 'x', expires_at: '2027-01-01T01:00:00+01:00' };
  expect((await mine.use('createKey', { body })).expires_at).toBe('2027-01-01T00:00:00.000Z');
});

test('whoever may not do something is told who may', async () => {
  const { api, lawyer } = world;
  const needed = async (name: RouteName, key: string) =>
    (await mine.refusal(name, 'insufficient_role', { key, body: {} })).detail;
  expect(await needed('sendMessage', api.adminKey)).toBe("Authorization must be a lawyer's key");
  expect(await needed('createLawyer', lawyer.key)).toBe(
    "Authorization must be an administrator's key, or the session of an owner",
  );
  expect(await needed('getOwnSession', lawyer.key)).toBe('Authorization must be the token of a session of staff');
});

async function needsItsScope(name: RouteName): Promise<void> {
  const { api } = world;
  const route: Route = ROUTES[name];
  const scope = scopeOf(route);
  const good = goodRequest(name, route, world);
  const keyOf = async (scopes: Scope[]): Promise<string> => {
    const asked = good.key === api.adminKey ? { key: api.adminKey } : {};
    return (await mine.use('createKey', { ...asked, body: { name, scopes } })).api_key;
  };
  const without = await keyOf(Scope.options.filter((one) => one !== scope));
  await api.call({ ...good, key: without });
  const isNoted = () => api.store.rows('SELECT 1 FROM api_keys WHERE name = ? AND last_used > 0', name).length > 0;
  await expect.poll(isNoted).toBe(true);
  const before = api.store.content();
  const refused = await api.call({ ...good, key: without });
  expect(refused.json, name).toMatchObject({
    code: 'insufficient_scope',
    errors: [{ field: 'Authorization', message: `must be a key with the scope ${scope}` }],
  });
  expect(api.store.content(), name).toBe(before);
  const allowed = await api.call({ ...good, key: await keyOf([scope]) });
  expect(allowed.text, name).not.toContain('insufficient_scope');
}

// What reads changes nothing: one API is enough for all of them.
test('each route that reads is refused to a key without its scope, and let through with it alone', async () => {
  for (const name of withKey.filter((one) => ROUTES[one].method === 'GET')) await needsItsScope(name);
});

for (const name of withKey.filter((one) => ROUTES[one].method !== 'GET')) {
  test(`${name} is refused to a key without its scope, and let through with it alone`, () => needsItsScope(name));
}

test('a request repeated under the key that took the place of its own does not act twice', async () => {
  const { api, lawyer } = world;
  const headers = { 'idempotency-key': 'order 66' };
  const body = { to: '+4915112345678', text: 'Once' };
  const first = await mine.answerOf('sendMessage', { headers, body });
  const next = await mine.use('rotateKey', { id: lawyer.keyId });
  const again = await mine.answerOf('sendMessage', { headers, body, key: next.api_key });
  expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  expect(api.store.rows("SELECT 1 FROM messages WHERE content = 'Once'")).toHaveLength(1);
});

test('an answer with a secret is repeated to the key that asked, and to no other', async () => {
  const headers = { 'idempotency-key': 'secret' };
  const body = { name: 'Twice' };
  const first = await mine.use('createKey', { headers, body });
  expect(await mine.use('createKey', { headers, body })).toEqual(first);
  const { key } = await keyWith(null);
  await mine.refusal('createKey', 'answer_shown_once', { headers, body, key });
});
