import type { UPDATE_CALLS } from '../../contract/ipc/updates.ts';
import type { UpdatesOfApp } from '../../domain/updates.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface UpdateDependencies {
  updates: Pick<UpdatesOfApp, 'get' | 'look' | 'download' | 'install'>;
}

/** New versions of the app. */
export function updateCalls({ updates }: UpdateDependencies): HandlersOf<typeof UPDATE_CALLS> {
  return {
    'updates.get': async () => updates.get(),
    'updates.look': () => updates.look(),
    'updates.download': async () => updates.download(),
    'updates.install': () => updates.install(),
  };
}
