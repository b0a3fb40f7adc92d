import type { Request, Response } from 'express';
import { KeyId, LawyerId, RequestId } from '../contract/ids.ts';
import { PROBLEMS } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { OwnSession } from '../contract/staff.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import type { AuditEntry } from '../domain/audit-chain.ts';
import { subjectsOf } from '../domain/audit-subjects.ts';
import { KeyEndedError } from '../domain/authenticate.ts';
import { type Caller, isStaff } from '../domain/caller.ts';
import type { Clock } from '../domain/clock.ts';
import type { Seen } from '../domain/granted-view.ts';
import type { Database, Log } from '../domain/ports.ts';
import { recordAudit } from '../domain/record-audit.ts';
import { SignInFailedError } from '../domain/sign-in.ts';
import type { Stores } from '../domain/stores.ts';

/** Refusals that tell of somebody who reached for what is not theirs; what was only mistyped is no act. */
const TOLD_REFUSALS = new Set([403, 404, 409, 422, 500, 502, 507]);

/** How one request is written down. */
export interface CallAudit {
  /** What the request names, as far as it has been read. */
  about(...parts: unknown[]): void;
  /** Before something acts outside of the database: if it does not come back, the log says that it began. */
  begun(): Promise<void>;
  /** In the transaction of what was done. */
  done(stores: Stores, output: unknown): Promise<void>;
  /** Before it is answered: what support was shown, for each lawyer whose it is. */
  shown(seen: Seen, output: unknown): Promise<void>;
  /** In a transaction of its own: what acted outside of the database. */
  doneBeside(output: unknown): Promise<void>;
  /** It was refused, or failed. Never rejects. */
  refused(error: unknown): Promise<void>;
}

/** Who calls; nobody; or who holds a key that opens nothing any more. */
export type Actor = Caller | { kind: 'ended'; key: ApiKey } | null;

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  through: 'loopback' | 'tunnel';
}

/**
 * Every call that writes is written down, every attempt to sign in, and whatever support reads or tries to; what a lawyer
 * reads of their own is not.
 */
export function auditCall(
  { database, clock, log, through }: Dependencies,
  { name, route }: { name: string; route: Route },
  by: Actor,
  request: Request,
  response: Response,
): CallAudit {
  // Of what is refused before it is read, the path tells.
  const parts: unknown[] = [request.params];
  const caller = by?.kind === 'ended' ? null : by;
  const isTold = by?.kind !== 'ended' && (route.method !== 'GET' || by?.kind === 'support');
  let hasBegun = false;

  async function write(stores: Stores, outcome: string, output?: unknown, of?: LawyerId): Promise<void> {
    const subjects = subjectsOf([...parts, output]);
    const keyId = route.resource === 'keys' ? KeyId.safeParse(request.params.id ?? idOf(output)).data : undefined;
    const entry: AuditEntry = {
      at: clock.now(),
      ...(by ? actorOf(by) : actorSignedIn(output)),
      lawyerId: of ?? ownLawyerOf(by) ?? (await lawyerOf(stores, subjects, keyId)),
      action: name,
      subjects: keyId ? [keyId, ...subjects] : subjects,
      requestId: RequestId.safeParse(response.getHeader('request-id')).data ?? null,
      // Never what a header claims.
      address: through === 'tunnel' ? 'tunnel' : (request.socket.remoteAddress ?? null),
      outcome,
    };
    await recordAudit(stores, entry);
  }

  return {
    about(...more) {
      parts.push(...more);
    },
    async begun() {
      // Nobody acts before they have signed in.
      if (!isTold || !caller) return;
      hasBegun = true;
      await database.write((stores) => write(stores, 'begun'));
    },
    async done(stores, output) {
      if (isTold) await write(stores, 'done', output);
    },
    async doneBeside(output) {
      if (isTold) await database.write((stores) => write(stores, 'done', output));
    },
    async shown(seen, output) {
      if (caller?.kind !== 'support' || route.support !== true) return;
      await database.write(async (stores) => {
        if (seen.size === 0) await write(stores, 'done');
        for (const [lawyerId, conversations] of seen) {
          // What is several lawyers' is not told to each: then the conversations say it.
          const shown = seen.size === 1 ? [...conversations, output] : [...conversations];
          await write(stores, 'done', shown, lawyerId);
        }
      });
    },
    async refused(error) {
      const code = error instanceof AppError ? error.code : 'internal_error';
      const isTellable = hasBegun || isToldSignIn(error) || TOLD_REFUSALS.has(PROBLEMS[code][0]);
      if (error instanceof SignInFailedError) parts.push(error.staffId);
      if (!(isTold && isTellable) && !(error instanceof KeyEndedError) && code !== 'not_from_outside') return;
      await database
        .write((stores) => write(stores, code))
        .catch(() => log.error({ route: route.path }, 'a refusal is missing in the audit log'));
    },
  };
}

/** Of many sign-ins for nobody no more is written down: any program here could fill the disk with them. */
function isToldSignIn(error: unknown): boolean {
  return error instanceof SignInFailedError && (error.staffId !== null || !error.isOneOfMany);
}

type ActorColumns = Pick<AuditEntry, 'actorRole' | 'actor' | 'keyId'>;

/** Who called as nobody and was answered with a session is somebody. */
function actorSignedIn(output: unknown): ActorColumns {
  const staff = OwnSession.safeParse(output).data?.staff;
  return { actorRole: staff?.role ?? 'nobody', actor: staff?.id ?? null, keyId: null };
}

function actorOf(by: NonNullable<Actor>): ActorColumns {
  if (by.kind !== 'ended' && isStaff(by)) return { actorRole: by.kind, actor: by.staff.id, keyId: null };
  return { actorRole: by.key.role, actor: by.key.id, keyId: by.key.id };
}

function ownLawyerOf(by: Actor): LawyerId | null {
  if (by?.kind === 'lawyer') return by.lawyerId;
  return by?.kind === 'ended' ? by.key.lawyerId : null;
}

function idOf(output: unknown): unknown {
  return typeof output === 'object' && output !== null && 'id' in output ? output.id : undefined;
}

/** Whose things an administrator acted on: they see it in their log. */
async function lawyerOf(
  stores: Stores,
  subjects: readonly string[],
  keyId: KeyId | undefined,
): Promise<LawyerId | null> {
  const named = subjects.map((id) => LawyerId.safeParse(id).data).find((id) => id !== undefined);
  if (named !== undefined || keyId === undefined) return named ?? null;
  return (await stores.apiKeys.find(keyId))?.lawyerId ?? null;
}
