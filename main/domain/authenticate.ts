import type { LawyerId } from '../contract/ids.ts';
import { StaffSessionId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import { type ApiKey, parseApiKey } from './api-keys.ts';
import { AppError } from './app-error.ts';
import type { KeyCaller, StaffCaller } from './caller.ts';
import type { Millis } from './clock.ts';
import { parseSecretText, secretMatches } from './secret-text.ts';
import type { ApiKeyStore } from './stores/api-key-store.ts';
import type { Stores } from './stores.ts';

/** Who calls holds the secret of a key that opens nothing any more. */
export class KeyEndedError extends AppError {
  readonly key: ApiKey;

  constructor(code: 'api_key_revoked' | 'api_key_expired', key: ApiKey) {
    super(code);
    this.key = key;
  }
}

/**
 * Who calls, by the text of an API key. `runKeys` are keys that live as long as this run and are in no database. Rejects
 * with AppError `unauthorized`; with KeyEndedError only for who holds the secret; and with
 * `api_key_of_other_account`, which the text itself says.
 */
export async function authenticate(
  store: Pick<ApiKeyStore, 'find'>,
  runKeys: readonly ApiKey[],
  mode: Mode,
  text: string,
  at: Millis,
): Promise<KeyCaller> {
  const parts = parseApiKey(text);
  if (!parts) throw new AppError('unauthorized');
  if (parts.mode !== mode) throw new AppError('api_key_of_other_account');
  const key = runKeys.find(({ id }) => id === parts.id) ?? (await store.find(parts.id));
  if (!key || !secretMatches(key, parts.secret)) throw new AppError('unauthorized');
  if (key.revoked !== null) throw new KeyEndedError('api_key_revoked', key);
  if (key.expires !== null && key.expires <= at) throw new KeyEndedError('api_key_expired', key);
  const { secret } = parts;
  return key.role === 'admin'
    ? { kind: 'admin', key, secret }
    : { kind: 'lawyer', key, secret, lawyerId: ofLawyer(key) };
}

/** A key of no lawyer is an administrator's or nobody's, whatever its row lacks. */
function ofLawyer({ lawyerId }: ApiKey): LawyerId {
  if (lawyerId === null) throw new AppError('unauthorized');
  return lawyerId;
}

/**
 * Who calls, by the token of a session. `seen` knows when it was used last. Rejects with AppError `unauthorized`,
 * `api_key_of_other_account`, and `session_ended` for who holds the secret of one that is over.
 */
export async function authenticateSession(
  { staff: people, staffSessions }: Pick<Stores, 'staff' | 'staffSessions'>,
  seen: { lastSeen(session: StaffCaller['session']): Millis; idle: Millis },
  mode: Mode,
  text: string,
  at: Millis,
): Promise<StaffCaller> {
  const parts = parseSecretText(text);
  const id = StaffSessionId.safeParse(`ses_${parts?.id}`);
  if (parts?.kind !== 'lxs' || !id.success) throw new AppError('unauthorized');
  if (parts.mode !== mode) throw new AppError('api_key_of_other_account');
  const session = await staffSessions.find(id.data);
  if (!session || !secretMatches(session, parts.secret)) throw new AppError('unauthorized');
  const staff = await people.find(session.staffId);
  const isOver = session.ended !== null || session.expires <= at || seen.lastSeen(session) + seen.idle <= at;
  if (!staff?.isActive || isOver) throw new AppError('session_ended');
  return { kind: staff.role, staff, session, secret: parts.secret };
}
