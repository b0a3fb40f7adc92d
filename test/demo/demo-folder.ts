import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const DATA = /^data-.*-(\d+)$/;

/** `.demo/` at the root: the screenshots, and a data folder for each run. */
export interface DemoFolder {
  folder: string;
  /** Fresh for this run. */
  dataDir: string;
  removeData(): void;
}

/** Makes the folders, and removes the data of demos that have ended: their process id is in the name. */
export function openDemoFolder(root: string): DemoFolder {
  const folder = join(root, '.demo');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = DATA.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) remove(join(folder, name));
  }
  const startedAt = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const dataDir = join(folder, `data-${startedAt}-${process.pid}`);
  mkdirSync(dataDir, { mode: 0o700 });
  return { folder, dataDir, removeData: () => remove(dataDir) };
}

function remove(folder: string): void {
  // Chromium's last helper may write a moment longer than the app lives.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
