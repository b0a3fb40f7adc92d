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
 * What of the window is written down: what writes or acts, and what opens a client's conversation. A call that is added
 * must be placed here.
 */
const AUDITED: Record<IpcCall, 'act' | 'open' | null> = {
  'app.status': null,
  'app.confirmRecoveryKey': 'act',
  'app.unlock': null,
  'lawyers.list': null,
  'lawyers.create': 'act',
  'conversations.list': null,
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
  'attachments.save': 'act',
  'outbox.list': null,
  'outbox.cancel': 'act',
  'clients.get': null,
  'clients.merge': 'act',
  'clients.unmerge': 'act',
  'session.requestPairingCode': 'act',
  'session.logOut': 'act',
  'session.restart': 'act',
  'session.sleep': 'act',
  'session.wake': 'act',
  'session.memory': null,
  'history.progress': null,
  'history.sync': 'act',
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
  'whatsappView.show': 'open',
  'whatsappView.hide': null,
  'practice.scan': 'act',
  'practice.write': 'act',
  'practice.act': 'act',
  'practice.enterPairingCode': 'act',
  'practice.faults': null,
  'practice.setFaults': 'act',
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
  const openings = new Map<string, Millis>();

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
      // It acts elsewhere, or had nothing to change.
      if (!call.isWritten) await database.write((stores) => record(stores, call, 'done', output));
      return output;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal_error';
      await database.write((stores) => record(stores, call, code)).catch(() => {});
      throw error;
    }
  }

  /** What is shown is written down first: the row is on disk before anybody sees it. */
  async function open(call: OpenCall, run: () => Promise<unknown>): Promise<unknown> {
    const output = await run();
    const [conversation] = subjectsOf([call.input, conversationOf(output)]).filter((id) => id.startsWith('con_'));
    // By whichever of its parts a conversation is opened, it is opened once.
    const what = conversation ?? [call.name, ...subjectsOf([call.input])].join(' ');
    const at = clock.now();
    const last = openings.get(what);
    if (last !== undefined && last <= at && at - last < SAME_OPENING) return output;
    await database.write((stores) => record(stores, call, 'done', { conversation }));
    for (const [other, then] of openings) if (at - then >= SAME_OPENING) openings.delete(other);
    openings.set(what, at);
    return output;
  }

  return {
    database: {
      read: (work) => database.read(work),
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
        const around = kind === 'act' ? act : open;
        return [name, (input: unknown) => around({ name, input, isWritten: false }, () => run(input))];
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
