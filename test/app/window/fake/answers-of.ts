import type { z } from 'zod';
import type { IpcEntries } from '../../../../main/contract/ipc/entry.ts';
import type { IpcPush } from '../../../../main/contract/ipc.ts';

/** How a feature's calls are answered. */
export type AnswersOf<Calls extends IpcEntries> = {
  [Name in keyof Calls]: (input: z.infer<Calls[Name]['input']>) => z.infer<Calls[Name]['output']>;
};

export type Push = (push: IpcPush) => void;
