import { app } from 'electron';
import type { Mode } from '../contract/values.ts';
import { argumentsIn } from './arguments.ts';

/** Has the app begin anew once this run has ended: as this one was begun, or in an account. */
export function relaunch(mode?: Mode): void {
  // An AppImage is unpacked to another place at each start.
  const { APPIMAGE: execPath } = process.env;
  const args = process.argv.slice(1);
  app.relaunch({ args: mode ? argumentsIn(mode, args) : args, ...(execPath && { execPath }) });
}

/** A launcher ends with the app that it has started: another one would have nobody. */
export function canRelaunch(): boolean {
  return !process.env.LEXLINE_LAUNCHER;
}
