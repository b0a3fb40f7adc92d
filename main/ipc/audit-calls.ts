import { AsyncLocalStorage } from 'node:async_hooks';
import { type ConversationId, KeyId, type LawyerId } from '../contract/ids.ts';
import type { IpcEntry } from '../contract/ipc/entry.ts';
import { IPC_CALLS, type IpcCall } from '../contract/ipc.ts';
import { AppError } from '../domain/app-error.ts';
import { lawyerAmong, subjectsOf } from '../domain/audit-subjects.ts';
import type { Clock } from '../domain/clock.ts';
import type { Seen } from '../domain/granted-view.ts';
import type { Database } from '../domain/ports.ts';
import { recordAudit } from '../domain/record-audit.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { Stores } from '../domain/stores.ts';
import type { Sitting, WindowIdentity } from '../domain/window-identity.ts';
import type { CallHandlers } from './handlers-of.ts';
import { createOpenings, type Openings, supportOpening } from './openings.ts';
import { windowDatabase } from './window-database.ts';

interface OpenCall {
  name: IpcCall;
  input: unknown;
  isWritten: boolean;
  by: Sitting;
  /** What support was shown by it. */
  seen: Map<LawyerId, Set<ConversationId>>;
}

export interface CallAudit {
  /**
   * The database for the handlers, as far as whoever sits at the window may use it: what a call writes carries the call's
   * row in the same transaction.
   */
  database: Database;
  wrap(handlers: CallHandlers): CallHandlers;
}

export interface AuditDependencies {
  database: Database;
  clock: Clock;
  identity: WindowIdentity;
  /** What was opened, where it is known elsewhere, too. */
  openings?: Openings;
}

/**
 * Writes down of the window what writes or acts, and what opens a client's conversation, around the handlers, so that no
 * handler needs to think of it; and whatever support reads, or tries to.
 */
export function createCallAudit({
  database,
  clock,
  identity,
  openings = createOpenings({ database, clock }),
}: AuditDependencies): CallAudit {
  const current = new AsyncLocalStorage<OpenCall>();
  const open = windowDatabase({ database, clock, identity, saw: noteSeen });

  function record(stores: Stores, call: OpenCall, outcome: string, output?: unknown): Promise<void> {
    const { name, input } = call;
    const subjects = [...keysOf(name, [input, output]), ...subjectsOf([input, output])];
    return write(stores, call, lawyerAmong(subjects), subjects, outcome);
  }

  function write(
    stores: Stores,
    { name, by: { staff } }: OpenCall,
    lawyerId: LawyerId | null,
    subjects: string[],
    outcome: string,
  ): Promise<void> {
    return recordAudit(stores, {
      at: clock.now(),
      actorRole: staff?.role ?? 'window',
      actor: staff?.id ?? null,
      keyId: null,
      lawyerId,
      action: name,
      subjects,
      requestId: null,
      address: null,
      outcome,
    });
  }

  async function act(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
    try {
      const output = await current.run(call, run);
      // It acted outside, or had nothing to change.
      if (!call.isWritten) await database.write((stores) => record(stores, call, 'done', output));
      return output;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal_error';
      await database.write((stores) => record(stores, call, code)).catch(() => {});
      throw error;
    }
  }

  /** If it does not come back, the log says that it began. */
  async function outside(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
    await database.write((stores) => record(stores, call, 'begun'));
    return act(call, run);
  }

  async function opening(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
    const output = await run();
    await noteOpening(call, output);
    return output;
  }

  async function show(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
    await noteOpening(call);
    return run();
  }

  /** Resolves when the row of that opening is on disk. */
  async function noteOpening(call: OpenCall, output?: unknown): Promise<void> {
    const [conversation] = subjectsOf([call.input, conversationOf(output)]).filter((id) => id.startsWith('con_'));
    // By whichever of its parts a conversation is opened, it is opened once.
    const what = conversation ?? [call.name, ...subjectsOf([call.input])].join(' ');
    const known = [call.by.staff?.id ?? '', what].join(' ');
    await openings.once(known, (stores) => record(stores, call, 'done', { conversation }));
  }

  function noteSeen(seen: Seen): void {
    const call = current.getStore();
    if (!call) return;
    for (const [lawyerId, conversations] of seen) {
      call.seen.set(lawyerId, new Set([...(call.seen.get(lawyerId) ?? []), ...conversations]));
    }
  }

  /** Whose it is, is said by the grant, and not by what was asked for. */
  async function toSupport(call: OpenCall, staff: StaffMember, run: () => Promise<unknown>): Promise<unknown> {
    try {
      const output = await current.run(call, run);
      for (const [lawyerId, conversations] of call.seen) {
        const ids = [...conversations];
        const isOpening = IPC_CALLS[call.name].audit === 'open';
        const what = isOpening
          ? supportOpening(staff.id, lawyerId, ids)
          : [staff.id, lawyerId, call.name, ...ids].join(' ');
        await openings.once(what, (stores) => write(stores, call, lawyerId, [lawyerId, ...ids], 'done'));
      }
      return output;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal_error';
      await openings.once([staff.id, call.name, code, ...subjectsOf([call.input])].join(' '), (stores) =>
        record(stores, call, code),
      );
      throw error;
    }
  }

  const around = { act, outside, open: opening, show };

  return {
    database: {
      ...open,
      async write(work) {
        const call = current.getStore();
        if (!call || call.isWritten) return open.write(work);
        const result = await open.write(async (stores) => {
          const output = await work(stores);
          await record(stores, call, 'done', output);
          return output;
        });
        call.isWritten = true;
        return result;
      },
    },
    wrap(handlers) {
      const wrapped = Object.entries(handlers).map(([key, handler]) => {
        const name = key as IpcCall;
        const run = handler as (input: unknown) => Promise<unknown>;
        const kind = IPC_CALLS[name].audit;
        const reads = kind !== 'act' && kind !== 'outside';
        const isForSupport = reads && IPC_CALLS[name].access === 'support';
        return [
          name,
          (input: unknown) => {
            const call: OpenCall = { name, input, isWritten: false, by: identity.now(), seen: new Map() };
            const { user, staff } = call.by;
            if (isForSupport && user === 'support' && staff) return toSupport(call, staff, () => run(input));
            return kind === null ? run(input) : around[kind](call, () => run(input));
          },
        ];
      });
      // Each handler in its own place, as it was.
      return Object.fromEntries(wrapped) as CallHandlers;
    },
  };
}

/** Of a message, of a delivery, or of an event. */
function conversationOf(output: unknown): unknown {
  if (typeof output !== 'object' || output === null) return null;
  if ('event' in output) return conversationOf(output.event);
  if ('data' in output) return conversationOf(output.data);
  return 'conversation_id' in output ? output.conversation_id : null;
}

/** A key's id looks like no other of ours. Of one that is replaced, the new one is named, too; so is one made beside. */
function keysOf(name: IpcCall, parts: readonly unknown[]): KeyId[] {
  const entry: IpcEntry = IPC_CALLS[name];
  if (!('changes' in entry) || entry.changes !== 'keys') return [];
  return parts.flatMap((part) => {
    const made = typeof part === 'object' && part !== null && 'key' in part ? part.key : part;
    const id = typeof made === 'object' && made !== null && 'id' in made ? made.id : undefined;
    return KeyId.safeParse(id).data ?? [];
  });
}
