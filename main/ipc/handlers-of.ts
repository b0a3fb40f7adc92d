import type { z } from 'zod';
import type { IpcEntries } from '../contract/ipc/entry.ts';
import type { IPC_CALLS } from '../contract/ipc.ts';

/** The handlers of a feature's calls: what goes in has been parsed by the contract. */
export type HandlersOf<Calls extends IpcEntries> = {
  [Name in keyof Calls]: (input: z.infer<Calls[Name]['input']>) => Promise<z.infer<Calls[Name]['output']>>;
};

/** Those of all features. */
export type CallHandlers = HandlersOf<typeof IPC_CALLS>;
