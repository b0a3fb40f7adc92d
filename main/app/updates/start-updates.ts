import { app } from 'electron';
import { type Updates, Version } from '../../contract/updates.ts';
import type { Clock } from '../../domain/clock.ts';
import { isSending } from '../../domain/is-sending.ts';
import type { Database, Log } from '../../domain/ports.ts';
import { createUpdates, type UpdatesOfApp } from '../../domain/updates.ts';
import type { AppSettingsOfMachine } from '../app-settings.ts';
import type { SettingsStore } from '../settings.ts';
import type { FoundUpdater } from './find-updater.ts';
import { createUpdateMemory } from './update-memory.ts';

/** How this machine's app is updated. */
export interface UpdateOfMachine extends FoundUpdater {
  /** Closes the app, has what was downloaded installed, and starts that. */
  restart(): void;
}

interface Options {
  update: UpdateOfMachine;
  database: Database;
  clock: Clock;
  log: Log;
  settings: SettingsStore;
  appSettings: AppSettingsOfMachine;
  told(updates: Updates): void;
}

/** Looks for new versions if it may, and goes as far as it is told to. */
export function startUpdates({ update, database, clock, log, settings, appSettings, told }: Options): {
  updates: UpdatesOfApp;
  stop(): void;
} {
  const updates = createUpdates({
    ...{ ...update, clock, log, told },
    version: Version.parse(app.getVersion()),
    isAllowed: () => appSettings.get().look_for_updates,
    memory: createUpdateMemory(settings),
    isSending: () => isSending(database),
  });
  const stopLooking = updates.start();
  const stopListening = appSettings.onChange(updates.allowanceChanged);
  return {
    updates,
    stop() {
      stopListening();
      stopLooking();
    },
  };
}
