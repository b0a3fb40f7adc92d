import { execFile } from 'node:child_process';

/** A desktop that does not answer has none. In ms. */
const ASKED_FOR = 2_000;

/** Who shows icons of apps in the bar of a Linux desktop. */
const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Asks a program for one answer; null: it could not be asked. */
type Ask = (program: string, args: readonly string[]) => Promise<string | null>;

/** Whether the desktop shows a tray. A Linux one need not: then an icon would be nowhere, and Electron does not say so. */
export async function findTray(platform: NodeJS.Platform, ask: Ask = askProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  const bus = 'org.freedesktop.DBus';
  const byGlib = ['call', '--session', '--dest', bus, '--object-path', '/', '--method', `${bus}.NameHasOwner`, WATCHER];
  const byDbus = ['--session', '--print-reply', `--dest=${bus}`, '/', `${bus}.NameHasOwner`, `string:${WATCHER}`];
  const answer = (await ask('gdbus', byGlib)) ?? (await ask('dbus-send', byDbus));
  return answer !== null && /\btrue\b/.test(answer);
}

function askProgram(program: string, args: readonly string[]): Promise<string | null> {
  // Without an address they would look for a bus of the display's, or start one.
  if (!process.env.DBUS_SESSION_BUS_ADDRESS && !process.env.XDG_RUNTIME_DIR) return Promise.resolve(null);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ASKED_FOR }, (error, output) => resolve(error ? null : output));
  });
}
