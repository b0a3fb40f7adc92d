import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';
import { isOnPath, refreshPackageLists } from './system-libraries.mjs';

/** Servers that tests are made with, by their Debian packages, and the program of each where it is installed. */
const servers = [
  { name: 'rabbitmq-server', program: '/usr/lib/rabbitmq/bin/rabbitmq-server' },
  { name: 'redis-server', program: '/usr/bin/redis-server' },
  { name: 'nats-server', program: '/usr/sbin/nats-server' },
  { name: 'openssh-server', program: '/usr/sbin/sshd' },
];

/**
 * Each server that is not installed is unpacked below `.runtime/<name>`, with what it needs, and not installed: installing
 * it would start it on this machine. That takes no rights, only lists of packages, and is done once. Where one cannot be had,
 * its tests are skipped and say what to install.
 * @param {string} root
 */
export async function provideTestServers(root) {
  if (process.platform !== 'linux' || !isOnPath('apt-get') || !isOnPath('dpkg')) return;
  const runtime = join(root, '.runtime');
  const missing = servers.filter(({ name, program }) => !existsSync(program) && !existsSync(join(runtime, name)));
  if (missing.length === 0) return;
  mkdirSync(runtime, { recursive: true });
  let isRefreshed = false;
  for (const { name } of missing) {
    say(`Fetching ${name} for tests …`);
    if (unpack(runtime, name)) continue;
    // Lists that are missing or old name packages that are gone.
    isRefreshed ||= await refreshPackageLists();
    if (!isRefreshed || !unpack(runtime, name)) say('That did not work: those tests are skipped.');
  }
}

/**
 * @param {string} runtime
 * @param {string} name
 */
function unpack(runtime, name) {
  const work = mkdtempSync(join(runtime, `${name}-`));
  try {
    const packages = withMissing(name);
    if (packages.length === 0) return false;
    if (spawnSync('apt-get', ['download', '-q', ...packages], { cwd: work }).status !== 0) return false;
    const files = readdirSync(work).filter((file) => file.endsWith('.deb'));
    const unpacked = join(work, 'unpacked');
    if (!files.every((file) => spawnSync('dpkg', ['-x', join(work, file), unpacked]).status === 0)) return false;
    renameSync(unpacked, join(runtime, name));
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The package and all that it needs and that is not installed; nothing where apt does not know it.
 * @param {string} name
 */
function withMissing(name) {
  const plan = spawnSync('apt-get', ['install', '--simulate', '--no-install-recommends', name], { encoding: 'utf8' });
  if (plan.status !== 0) return [];
  return [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map(([, one = '']) => one);
}
