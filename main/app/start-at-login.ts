import { app } from 'electron';
import type { AppSettingsOfMachine } from './app-settings.ts';
import type { Arguments } from './arguments.ts';
import { autostartFile, setAutostart } from './autostart-file.ts';

/** Has the system start the installed app at log-in, as it is set: with its window hidden, on this data folder. */
export function keepStartAtLogin(appSettings: AppSettingsOfMachine, { dataDir, mode }: Arguments): void {
  // What was set for the real account stays so: nobody wants to log in to the practice account.
  if (!app.isPackaged || mode === 'practice') return;
  const args = ['--background', '--data-dir', dataDir];
  // An AppImage is unpacked to another place at each start.
  const program = process.env.APPIMAGE ?? process.execPath;
  let applied = false;

  function apply(wanted: boolean): void {
    applied = wanted;
    if (process.platform === 'linux') setAutostart(autostartFile(), wanted ? [program, ...args] : null);
    else app.setLoginItemSettings({ openAtLogin: wanted, args });
  }

  // The program may have moved since. What is not wanted here may be that of another data folder.
  if (appSettings.get().start_at_login) apply(true);
  appSettings.onChange(({ start_at_login: wanted }) => {
    if (wanted !== applied) apply(wanted);
  });
}
