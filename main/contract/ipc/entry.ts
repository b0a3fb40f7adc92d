import type { z } from 'zod';

/**
 * How a call is written down. `act`: in the transaction of what it writes. `outside`: no transaction holds what it does,
 * so that it begins is written first. `open`: what it reads is shown when its row is on disk. `show`: the same, of what
 * is shown at once. Null, for what only reads and opens no client's conversation: not at all.
 */
export type IpcAudit = 'act' | 'outside' | 'open' | 'show' | null;

/**
 * Whom a call is for; each may do what those before may. `anyone` needs nobody to have signed in. What is marked `support`
 * must hold back by itself what was not granted.
 */
export type IpcAccess = 'anyone' | 'support' | 'lawyer' | 'owner';

/** One call of the window: what goes in, what comes out, how it is written down, and whom it is for. */
export interface IpcEntry {
  input: z.ZodType;
  output: z.ZodType;
  audit: IpcAudit;
  access: IpcAccess;
}

/** The calls of one feature, by name. */
export type IpcEntries = Readonly<Record<string, IpcEntry>>;
