import type { LawyerId } from '../contract/ids.ts';
import { IPC_CALLS, type IpcCall } from '../contract/ipc.ts';
import type { FieldFault, ProblemCode } from '../contract/problems.ts';
import type { Resource } from '../contract/scopes.ts';
import { AppError } from '../domain/app-error.ts';
import { lawyerAmong, subjectsOf } from '../domain/audit-subjects.ts';
import type { Log } from '../domain/ports.ts';
import type { WindowIdentity } from '../domain/window-identity.ts';
import { assertMayCall } from './access.ts';
import { faultOf, faultsIn } from './field-faults.ts';
import type { CallHandlers } from './handlers-of.ts';

type Answer = { ok: true; value: unknown } | { ok: false; code: ProblemCode; errors: readonly FieldFault[] };

/** Answers one call of the window, whatever it sends. */
export type AnswerCall = (call: unknown, input: unknown) => Promise<Answer>;

/**
 * Answers the window's calls: who sits there must be allowed to make it, what goes in is parsed by the contract, and errors
 * go out as codes. `handlers` may hold only some calls (while the database is locked, say); the others answer `not_found`.
 */
export function createCallAnswerer({
  handlers,
  identity,
  changed,
  log,
}: {
  handlers: Partial<CallHandlers>;
  identity: WindowIdentity;
  /** A call has written or acted: what of it is shown is to be read again. */
  changed(what: Resource, lawyerId: LawyerId | null): void;
  log: Log;
}): AnswerCall {
  return async (call, input) => {
    if (typeof call !== 'string' || !Object.hasOwn(IPC_CALLS, call))
      return { ok: false, code: 'not_found', errors: [] };
    const name = call as IpcCall;
    const handler = handlers[name] as ((input: unknown) => Promise<unknown>) | undefined;
    if (!handler) return { ok: false, code: 'not_found', errors: [] };
    const entry = IPC_CALLS[name];
    try {
      assertMayCall(entry.access, identity);
      const before = identity.now();
      const parsed = entry.input.safeParse(input ?? undefined, { reportInput: true });
      if (!parsed.success) {
        return { ok: false, code: 'invalid_request', errors: faultsIn(parsed.error) };
      }
      const value = await handler(parsed.data);
      if ('changes' in entry && entry.changes !== null) changed(entry.changes, lawyerAmong(subjectsOf([parsed.data])));
      // Whoever sits there by now has not asked for it.
      if (entry.access !== 'anyone' && identity.now() !== before) throw new AppError('session_ended');
      return { ok: true, value };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, code: error.code, errors: error.fields.map(faultOf) };
      log.error({ call: name, error: error instanceof Error ? error.name : 'unknown' }, 'a call of the window failed');
      return { ok: false, code: 'internal_error', errors: [] };
    }
  };
}
