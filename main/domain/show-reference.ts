import type { KeyId, LawyerId } from '../contract/ids.ts';
import { LAWYER_SCOPES } from '../contract/lawyer-scopes.ts';
import { Resource, type Scope } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import type { Clock, Millis } from './clock.ts';
import { createApiKey, type KeyContext, revokeApiKey } from './manage-api-keys.ts';
import type { Database, Log } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import type { Stores } from './stores.ts';

/** Whatever becomes of the window: the key opens nothing after that time. */
const KEY_LIVES: Millis = 60 * 60_000;

/** What a lawyer's key can read. */
const READ_SCOPES: readonly Scope[] = Resource.options.flatMap((name): Scope[] =>
  Object.hasOwn(LAWYER_SCOPES, name) ? [`${name}:read`] : [],
);

/** A window with the API's reference in it. */
export interface ReferencePage {
  focus(): void;
  /** Calls `closed`, as when a person closes it. */
  close(): void;
}

/** Opens one, with that key filled in; `closed` is called once. */
export type OpenReferencePage = (page: { key: string; closed(): void }) => ReferencePage;

export interface Reference {
  /**
   * In a window of the lawyer's, which is brought to the front if it is open. What is written goes through `write`. What is
   * stopped before its window is there opens none.
   */
  show(lawyerId: LawyerId, write: Database['write']): Promise<void>;
  /** Closes them all, and those that are about to open; resolves when their keys are ended. */
  stop(): Promise<void>;
}

interface Dependencies {
  database: Pick<Database, 'write'>;
  clock: Clock;
  log: Log;
  mode: Mode;
  open: OpenReferencePage;
}

/** Shows people the API's reference, each time with a key made for it, which is ended when they close it. */
export function createReference({ database, clock, log, mode, open }: Dependencies): Reference {
  const pages = new Map<LawyerId, ReferencePage>();
  const opening = new Map<LawyerId, Promise<void>>();
  const ending = new Set<Promise<void>>();
  let stops = 0;
  const context = (stores: Stores): KeyContext => ({ stores, mode, caller: { kind: 'window' }, at: clock.now() });

  async function endKey(lawyerId: LawyerId, keyId: KeyId): Promise<void> {
    try {
      await database.write(async (stores) => {
        await revokeApiKey(context(stores), keyId);
        await recordAudit(stores, {
          ...{ at: clock.now(), actorRole: 'window', actor: null, keyId: null, lawyerId, action: 'keys.revoke' },
          ...{ subjects: [keyId, lawyerId], requestId: null, address: null, outcome: 'done' },
        });
      });
    } catch {
      log.warn({ lawyer: lawyerId }, 'the key of the reference could not be ended: it ends by itself');
    }
  }

  async function openFor(lawyerId: LawyerId, write: Database['write']): Promise<void> {
    const stopsBefore = stops;
    const expires = clock.now() + KEY_LIVES;
    const { key, text } = await write((stores) =>
      createApiKey(context(stores), { name: 'API reference', lawyerId, scopes: READ_SCOPES, expires }),
    );
    // Whoever asked for it has locked the window, say, while the key was written.
    if (stops !== stopsBefore) return endKey(lawyerId, key.id);
    const closed = (): void => {
      pages.delete(lawyerId);
      const ended = endKey(lawyerId, key.id).finally(() => ending.delete(ended));
      ending.add(ended);
    };
    pages.set(lawyerId, open({ key: text, closed }));
  }

  return {
    async show(lawyerId, write) {
      const shown = pages.get(lawyerId);
      if (shown) return shown.focus();
      // It was pressed twice.
      if (opening.has(lawyerId)) return;
      const opened = openFor(lawyerId, write).finally(() => opening.delete(lawyerId));
      opening.set(lawyerId, opened);
      await opened;
    },
    async stop() {
      stops += 1;
      for (const page of [...pages.values()]) page.close();
      await Promise.allSettled(opening.values());
      await Promise.all(ending);
    },
  };
}
