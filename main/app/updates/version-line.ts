import { app } from 'electron';
import { readBuild } from './build-mark.ts';

const MADE = { development: 'from the sources', trial: 'TRIAL BUILD, not a release', release: 'release' };

/** What `--version` prints. */
export function versionLine(): string {
  const { kind } = readBuild({ isPackaged: app.isPackaged, appPath: app.getAppPath() });
  return `Lexline ${app.getVersion()} (${MADE[kind]}, Electron ${process.versions.electron})`;
}
