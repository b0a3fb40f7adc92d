import { AsyncLocalStorage } from 'node:async_hooks';
import { LawyerId } from '../contract/ids.ts';
import type { IpcCall } from '../contract/ipc.ts';
import { AppError } from '../domain/app-error.ts';
import { subjectsOf } from '../domain/audit-subjects.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database } from '../domain/ports.ts';
import { recordAudit } from '../domain/record-audit.ts';
import type { Stores } from '../domain/stores.ts';
import type { CallHandlers } from './call-dependencies.ts';

/**
 * How a call is written down. `act`: in the transaction of what it writes. `outside`: no transaction holds what it does,
 * so that it begins is written first. `open`: what it reads is shown when its row is on disk. `show`: the same, of what
 * is shown at once.
 */
type Kind = 'act' | 'outside' | 'open' | 'show';

/**
 * What of the window is written down: what writes or acts, and what opens a client's conversation. A call that is added
 * must be placed here.
 */
const AUDITED: Record<IpcCall, Kind | null> = {
  'app.status': null,
  'app.confirmRecoveryKey': 'outside',
  'app.unlock': null,
  'lawyers.list': null,
  'lawyers.create': 'act',
  'conversations.list': null,
  'conversations.get': null,
  'conversations.messages': 'open',
  'conversations.markRead': 'act',
  'messages.send': 'act',
  'messages.get': 'open',
  'messages.versions': 'open',
  'messages.react': 'act',
  'messages.edit': 'act',
  'messages.revoke': 'act',
  'messages.cancel': 'act',
  'conversations.sendRead': 'act',
  'conversations.completeness': null,
  'attachments.upload': 'act',
  'attachments.fetch': 'act',
  'attachments.save': 'outside',
  'outbox.list': null,
  'outbox.cancel': 'act',
  'clients.get': null,
  'clients.merge': 'act',
  'clients.unmerge': 'act',
  'session.requestPairingCode': 'outside',
  'session.logOut': 'outside',
  'session.restart': 'outside',
  'session.sleep': 'outside',
  'session.wake': 'outside',
  'session.memory': null,
  'history.progress': null,
  'history.sync': 'outside',
  'staff.list': null,
  'staff.create': 'act',
  'staff.change': 'act',
  'staff.resetPassword': 'act',
  'staffSessions.list': null,
  'staffSessions.end': 'act',
  'grants.list': null,
  'grants.create': 'act',
  'grants.revoke': 'act',
  'tunnel.get': null,
  'tunnel.start': 'act',
  'tunnel.stop': 'act',
  'alerts.open': null,
  'settings.get': null,
  'settings.set': 'act',
  'whatsappView.show': 'show',
  'whatsappView.hide': null,
  'practice.scan': 'outside',
  'practice.write': 'outside',
  'practice.act': 'outside',
  'practice.enterPairingCode': 'outside',
  'practice.faults': null,
  'practice.setFaults': 'outside',
};

/** The window reads an open conversation again with every message: within that time it is still the same opening. */
const SAME_OPENING: Millis = 10 * 60_000;

interface OpenCall {
  name: IpcCall;
  input: unknown;
  isWritten: boolean;
}

export interface CallAudit {
  /** The database for the handlers: what a call writes carries the call's row in the same transaction. */
  database: Database;
  wrap(handlers: CallHandlers): CallHandlers;
}

/** Writes down the window's calls, around the handlers, so that no handler needs to think of it. */
export function createCallAudit({ database, clock }: { database: Database; clock: Clock }): CallAudit {
  const current = new AsyncLocalStorage<OpenCall>();
  const openings = new Map<string, { at: Millis; written: Promise<void> }>();

  function record(stores: Stores, { name, input }: OpenCall, outcome: string, output?: unknown): Promise<void> {
    const subjects = subjectsOf([input, output]);
    return recordAudit(stores, {
      at: clock.now(),
      actorRole: 'window',
      actor: null,
      keyId: null,
      lawyerId: subjects.map((id) => LawyerId.safeParse(id).data).find((id) => id !== undefined) ?? null,
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

  async function open(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
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
    const at = clock.now();
    const last = openings.get(what);
    if (last !== undefined && last.at <= at && at - last.at < SAME_OPENING) return last.written;
    for (const [other, then] of openings) if (at - then.at >= SAME_OPENING) openings.delete(other);
    const opening = { at, written: database.write((stores) => record(stores, call, 'done', { conversation })) };
    openings.set(what, opening);
    try {
      await opening.written;
    } catch (error) {
      if (openings.get(what) === opening) openings.delete(what);
      throw error;
    }
  }

  const around = { act, outside, open, show };

  return {
    database: {
      read: (work) => database.read(work),
      readAlong: (work) => database.readAlong(work),
      onCommitted: (listener) => database.onCommitted(listener),
      async write(work) {
        const call = current.getStore();
        if (!call || call.isWritten) return database.write(work);
        const result = await database.write(async (stores) => {
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
        const kind = AUDITED[name];
        if (kind === null) return [name, run];
        return [name, (input: unknown) => around[kind]({ name, input, isWritten: false }, () => run(input))];
      });
      // Each handler in its own place, as it was.
      return Object.fromEntries(wrapped) as CallHandlers;
    },
  };
}

/** Of a message. */
function conversationOf(output: unknown): unknown {
  return typeof output === 'object' && output !== null && 'conversation_id' in output ? output.conversation_id : null;
}
