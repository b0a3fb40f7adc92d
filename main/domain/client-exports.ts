import type { ClientExport } from '../contract/client-export.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { safeFileName } from '../contract/safe-file-name.ts';
import { AppError } from './app-error.ts';
import type { Archive } from './archive.ts';
import { type ExportTools, exportClient } from './export-client.ts';
import type { Database } from './ports.ts';
import { sameSitting, type WindowIdentity } from './window-identity.ts';

interface Dependencies extends ExportTools {
  identity: WindowIdentity;
  /** Asks the person where to, by that name. Null: it is not wanted after all. */
  openArchive(name: string): Promise<Archive | null>;
  /** How far one has come, or (null) that it has ended. */
  told(lawyerId: LawyerId, clientId: ClientId, progress: ClientExport | null): void;
}

export interface ClientExports {
  /**
   * Resolves when it has ended; `read` is what whoever asks may read. Once they have said where to, it goes on whoever sits
   * at the window: what is chosen by somebody else begins nothing. Rejects as `read` and `exportClient`, and with AppError
   * `already_on_its_way`, `session_ended`.
   */
  start(lawyerId: LawyerId, clientId: ClientId, read: Database['read']): Promise<'done' | 'cancelled' | 'not_chosen'>;
  progress(lawyerId: LawyerId, clientId: ClientId): ClientExport | null;
  cancel(lawyerId: LawyerId, clientId: ClientId): void;
  /** Cancels those that are under way; resolves when nothing is left of them. */
  stop(): Promise<void>;
}

interface Running {
  progress: ClientExport;
  cancel: AbortController;
  ended: Promise<unknown>;
}

/** The exports of clients that are under way: of each client one. */
export function createClientExports({ identity, openArchive, told, ...tools }: Dependencies): ClientExports {
  const { clock } = tools;
  const running = new Map<string, Running>();
  const keyOf = (lawyerId: LawyerId, clientId: ClientId) => `${lawyerId} ${clientId}`;

  async function run(lawyerId: LawyerId, clientId: ClientId, archive: Archive): Promise<'done' | 'cancelled'> {
    const key = keyOf(lawyerId, clientId);
    const cancel = new AbortController();
    const startedAt = new Date(clock.now()).toISOString();
    const one: Running = { progress: { percent: 0, started_at: startedAt }, cancel, ended: Promise.resolve() };
    running.set(key, one);
    told(lawyerId, clientId, one.progress);
    const work = exportClient(tools, lawyerId, clientId, archive, {
      exportedBy: 'the window of this computer',
      signal: cancel.signal,
      onProgress(share) {
        const percent = Math.floor(share * 100);
        if (percent === one.progress.percent) return;
        one.progress = { percent, started_at: startedAt };
        told(lawyerId, clientId, one.progress);
      },
    });
    one.ended = work.catch(() => {});
    try {
      return await work;
    } finally {
      running.delete(key);
      told(lawyerId, clientId, null);
    }
  }

  return {
    async start(lawyerId, clientId, read) {
      const key = keyOf(lawyerId, clientId);
      if (running.has(key)) throw new AppError('already_on_its_way');
      const assertSameSitting = sameSitting(identity);
      const client = await read((stores) => stores.clients.find(lawyerId, clientId));
      if (!client) throw new AppError('client_not_found');
      assertSameSitting();
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const archive = await openArchive(safeFileName(`${client.name ?? client.phone ?? client.id} ${day}.zip`));
      if (!archive) return 'not_chosen';
      try {
        // Whoever has answered may be another than who was asked, and another one may have begun meanwhile.
        assertSameSitting();
        if (running.has(key)) throw new AppError('already_on_its_way');
      } catch (error) {
        await archive.discard();
        throw error;
      }
      return run(lawyerId, clientId, archive);
    },
    progress: (lawyerId, clientId) => running.get(keyOf(lawyerId, clientId))?.progress ?? null,
    cancel(lawyerId, clientId) {
      running.get(keyOf(lawyerId, clientId))?.cancel.abort();
    },
    async stop() {
      for (const { cancel } of running.values()) cancel.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
