import type { ConversationId, StaffId } from '../../../main/contract/ids.ts';
import { Scope } from '../../../main/contract/scopes.ts';
import { type ApiKey, type KeyOwner, makeApiKey } from '../../../main/domain/api-keys.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { makeStaffSession, type StaffSessionRow } from '../../../main/domain/staff.ts';
import { grant, type MatrixWorld } from './matrix-world.ts';
import type { Who } from './policy.ts';

/** Somebody who calls. `keyFor` gives the key or token to be used where that scope is asked for. */
export interface MatrixCaller extends Who {
  name: string;
  keyFor(scope: Scope | undefined): string | undefined;
}

const HOUR = 60 * 60_000;

/** Everybody who can call, from nobody to an owner. */
export async function callersOf(world: MatrixWorld): Promise<MatrixCaller[]> {
  const { api, lawyer, other, things, support } = world;
  const { database } = api.store;
  const at = api.clock.now();
  const ofLawyer: KeyOwner = { role: 'lawyer', lawyerId: lawyer.lawyer.id };
  const ofAdmin: KeyOwner = { role: 'admin' };

  async function keyOf(owner: KeyOwner, change: Partial<ApiKey> = {}, mode: 'practice' | 'live' = 'practice') {
    const { text, key } = makeApiKey(mode, owner, { name: 'x', at });
    await database.write((stores) => stores.apiKeys.insert({ ...key, lastUsed: at, ...change }));
    return text;
  }

  /** A key for each scope: with it alone, or with all others. */
  async function limitedKeys(owner: KeyOwner, isIn: (one: Scope, asked: Scope) => boolean) {
    const keys = new Map<Scope, string>();
    for (const asked of Scope.options) {
      keys.set(asked, await keyOf(owner, { scopes: Scope.options.filter((one) => isIn(one, asked)) }));
    }
    return (scope: Scope | undefined) => keys.get(scope ?? 'messages:read');
  }

  async function sessionOf(
    staffId: StaffId,
    change: Partial<StaffSessionRow> = {},
    mode: 'practice' | 'live' = 'practice',
  ) {
    const { text, session } = makeStaffSession(mode, staffId, at);
    await database.write((stores) => stores.staffSessions.insert({ ...session, ...change }));
    return text;
  }

  async function supportWith(change: { grantedAt?: number; isRevoked?: true; of?: ConversationId } = {}) {
    const { id } = await api.addStaff('support');
    if (change.grantedAt !== undefined) {
      await grant(api, lawyer.lawyer.id, id, things.granted.con as ConversationId, change.grantedAt);
    }
    if (change.isRevoked) await database.write((stores) => stores.grants.revokeAll(id, at));
    return sessionOf(id);
  }

  const owner = await api.addStaff('owner');
  const gone = await api.addStaff('owner');
  await database.write((stores) => stores.staff.update(gone.id, { isActive: false }));
  const stranger = makeApiKey('practice', ofLawyer, { name: 'x', at }).text;
  const noSession = makeStaffSession('practice', owner.id, at).text;
  const forged = (await sessionOf(owner.id)).replace(/^lxs_test_[0-9a-z]{26}/, `lxs_test_${newId('ses').slice(4)}`);
  const alone = (one: Scope, asked: Scope) => one === asked;
  const others = (one: Scope, asked: Scope) => one !== asked;

  const fixed = (name: string, who: Who, text: string | undefined): MatrixCaller => ({
    name,
    ...who,
    keyFor: () => text,
  });
  const broken = (name: string, code: NonNullable<Who['opensNothing']>, text: string | undefined) =>
    fixed(name, { opensNothing: code }, text);

  return [
    broken('nobody', 'unauthorized', undefined),
    broken('a wrong key', 'unauthorized', 'lx_test_x'),
    broken('a key that was never given', 'unauthorized', stranger),
    broken('a token that was never given', 'unauthorized', noSession),
    broken('a token with another session’s id', 'unauthorized', forged),
    broken('an expired key', 'api_key_expired', await keyOf(ofLawyer, { expires: at })),
    broken('an expired administrator’s key', 'api_key_expired', await keyOf(ofAdmin, { expires: at })),
    broken('a revoked key', 'api_key_revoked', await keyOf(ofLawyer, { revoked: at })),
    broken('a live key', 'api_key_of_other_account', await keyOf(ofLawyer, {}, 'live')),
    broken('a live session', 'api_key_of_other_account', await sessionOf(owner.id, {}, 'live')),
    broken('an expired session', 'session_ended', await sessionOf(owner.id, { expires: at })),
    broken('a session that was not used', 'session_ended', await sessionOf(owner.id, { lastSeen: at - HOUR / 4 })),
    broken('a session that was signed out', 'session_ended', await sessionOf(owner.id, { ended: at })),
    broken('a session of somebody let go', 'session_ended', await sessionOf(gone.id)),
    fixed('a locked session of an owner', { role: 'owner', isLocked: true }, await sessionOf(owner.id, { locked: at })),
    fixed(
      'a locked session of support with a grant',
      { role: 'support', isLocked: true, hasGrant: true },
      await sessionOf(support, { locked: at }),
    ),
    fixed('a lawyer', { role: 'lawyer' }, lawyer.key),
    {
      name: 'a lawyer, by the scope alone',
      role: 'lawyer',
      scopes: 'the one asked for',
      keyFor: await limitedKeys(ofLawyer, alone),
    },
    {
      name: 'a lawyer, without the scope',
      role: 'lawyer',
      scopes: 'all but that',
      keyFor: await limitedKeys(ofLawyer, others),
    },
    fixed('another lawyer', { role: 'other lawyer' }, other.key),
    fixed('an administrator', { role: 'administrator' }, api.adminKey),
    {
      name: 'an administrator, without the scope',
      role: 'administrator',
      scopes: 'all but that',
      keyFor: await limitedKeys(ofAdmin, others),
    },
    fixed('an owner', { role: 'owner' }, await sessionOf(owner.id)),
    fixed('support without a grant', { role: 'support' }, await supportWith()),
    fixed('support with a grant', { role: 'support', hasGrant: true }, await sessionOf(support)),
    fixed(
      'support with a grant that is over',
      { role: 'support', hadGrant: true },
      await supportWith({ grantedAt: at - HOUR }),
    ),
    fixed(
      'support with a revoked grant',
      { role: 'support', hadGrant: true },
      await supportWith({ grantedAt: at, isRevoked: true }),
    ),
  ];
}
