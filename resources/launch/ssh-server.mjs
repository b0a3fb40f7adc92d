import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';
import { isOnPath, refreshPackageLists } from './system-libraries.mjs';

/** What sshd is in, and what it loads that not every system has. */
const packages = ['openssh-server', 'libwrap0'];

/**
 * An OpenSSH server for the tests of the tunnel, unpacked below `.runtime/` and not installed: installing it would start
 * one on port 22 of this machine. That takes no rights, only lists of packages. Where it cannot be had, those tests are
 * skipped and say what to install.
 * @param {string} root
 */
export async function provideSshServer(root) {
  const folder = join(root, '.runtime', 'openssh-server');
  if (process.platform !== 'linux' || existsSync(folder) || existsSync('/usr/sbin/sshd')) return;
  if (!isOnPath('apt-get') || !isOnPath('dpkg')) return;
  say('Fetching an OpenSSH server for the tests of the tunnel …');
  mkdirSync(join(root, '.runtime'), { recursive: true });
  const work = mkdtempSync(join(root, '.runtime', 'openssh-server-'));
  try {
    const isThere = download(work) || ((await refreshPackageLists()) && download(work));
    if (isThere && unpack(work)) renameSync(join(work, 'unpacked'), folder);
    else say('That did not work: those tests are skipped.');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
function download(work) {
  return spawnSync('apt-get', ['download', '-q', ...packages], { cwd: work }).status === 0;
}

/** @param {string} work */
function unpack(work) {
  const files = readdirSync(work).filter((name) => name.endsWith('.deb'));
  return files.every((name) => spawnSync('dpkg', ['-x', join(work, name), join(work, 'unpacked')]).status === 0);
}
