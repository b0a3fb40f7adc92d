import type { z } from 'zod';
import type { Resource } from '../scopes.ts';

/**
 * Whom a call is for; each may do what those before may. `anyone` needs nobody to have signed in. What is marked `support`
 * reads through `granted-view.ts`, which holds back what was not granted.
 */
export type IpcAccess = 'anyone' | 'support' | 'lawyer' | 'owner';

/**
 * One call of the window: what goes in, what comes out, and whom it is for.
 *
 * `audit` is how it is written down. `act`: in the transaction of what it writes. `outside`: no transaction holds what it
 * does, so that it begins is written first. `open`: what it reads is shown when its row is on disk. `show`: the same, of
 * what is shown at once. Null, for what only reads and opens no client's conversation: not at all.
 *
 * `changes` is what is to be read again when it is done; null: nothing that is shown, or that is told in another way.
 */
export type IpcEntry = { input: z.ZodType; output: z.ZodType; access: IpcAccess } & (
  | { audit: 'act' | 'outside'; changes: Resource | null }
  | { audit: 'open' | 'show' | null }
);

/** The calls of one feature, by name. */
export type IpcEntries = Readonly<Record<string, IpcEntry>>;
