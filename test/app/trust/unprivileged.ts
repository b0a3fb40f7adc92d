import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { electronBinary, ROOT, type StartOptions, type User } from '../../support/running-app.ts';

/** How to start the app as somebody who is not root. */
export interface Unprivileged extends Required<Pick<StartOptions, 'command'>> {
  asUser?: User;
  /** A folder of that user's, empty at first. */
  home: string;
  remove(): void;
}

/** Every Debian has this user; nothing belongs to it. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * As root: another user of this machine, with a copy of the built app where that user cannot read the repository (which
 * is so below /root). As anybody else: that person.
 */
export function unprivileged(): Unprivileged {
  const home = mkdtempSync(join(tmpdir(), 'lexline-home-'));
  if (process.getuid?.() !== 0) {
    return { home, command: [electronBinary(), ROOT], remove: () => remove(home) };
  }
  const asUser = { ...NOBODY, home };
  const mayRead = (file: string): boolean => spawnSync('test', ['-r', file], NOBODY).status === 0;
  const isReadable = [
    electronBinary(),
    join(ROOT, 'out/main/index.js'),
    join(ROOT, 'resources/practice/page.html'),
    join(ROOT, 'node_modules/express/package.json'),
  ].every(mayRead);
  if (isReadable) return { asUser, home, command: [electronBinary(), ROOT], remove: () => remove(home) };
  const copy = mkdtempSync(join(tmpdir(), 'lexline-copy-'));
  const command = copyApp(copy);
  return { asUser, home, command, remove: () => remove(home, copy) };
}

function remove(...folders: string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What the packed app holds, and its runtime: nothing of what builds and tests it. */
function copyApp(to: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const modules = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path.startsWith('node_modules/') && !dev && !devOptional)
    .map(([path]) => path);
  for (const path of ['out', 'package.json', 'resources/practice', 'resources/icons', ...modules]) {
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(to, 'app', path), { recursive: true });
  }
  cpSync(dirname(electronBinary()), join(to, 'electron'), { recursive: true });
  spawnSync('chmod', ['-R', 'a+rX', to]);
  return [electronBinary().replace(dirname(electronBinary()), join(to, 'electron')), join(to, 'app')];
}

/** Why Chromium cannot build its sandbox here, with the command that lets it; null when it can. */
export function noSandboxBecause({ asUser }: Unprivileged): string | null {
  const user = asUser ? { uid: asUser.uid, gid: asUser.gid } : {};
  if (spawnSync('unshare', ['-Ur', 'true'], user).status === 0) return null;
  return 'no unprivileged user namespaces here; allow them: sudo sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0';
}
