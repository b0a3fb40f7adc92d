import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';
import { IMPATIENT, isOnPath, refreshPackageLists } from './system-libraries.mjs';

/** Servers that tests are made with, by their Debian packages, and the program of each where it is installed. */
const testServers = [
  { name: 'rabbitmq-server', program: '/usr/lib/rabbitmq/bin/rabbitmq-server' },
  { name: 'redis-server', program: '/usr/bin/redis-server' },
  { name: 'nats-server', program: '/usr/sbin/nats-server' },
  { name: 'openssh-server', program: '/usr/sbin/sshd' },
];

/** How long one package may take, and all of them, in ms: a network that answers nothing keeps nobody for minutes. */
const ONE_TIMEOUT = 30_000;
const ALL_TIMEOUT = 300_000;

/**
 * Each server that is not installed is unpacked below `.runtime/<name>`, with what it needs, and not installed: installing
 * it would start it on this machine. That takes no rights, only lists of packages, and is done once. Where one cannot be had,
 * its tests are skipped and say what to install.
 * @param {string} root
 */
export async function provideTestServers(root, servers = testServers) {
  if (process.platform !== 'linux' || !isOnPath('apt-get') || !isOnPath('dpkg')) return;
  const runtime = join(root, '.runtime');
  const missing = servers.filter(({ name, program }) => !existsSync(program) && !existsSync(join(runtime, name)));
  if (missing.length === 0) return;
  mkdirSync(runtime, { recursive: true });
  /** @type {string[]} */
  const skipped = [];
  let isRefreshed = false;
  for (const [n, { name }] of missing.entries()) {
    say(`Fetching ${name} for tests …`);
    let result = unpack(runtime, name);
    // Lists that are missing or old name packages that are gone.
    if ((result === 'unknown' || result === 'unreachable') && !isRefreshed) {
      isRefreshed = true;
      if (await refreshPackageLists()) result = unpack(runtime, name);
    }
    if (result === 'done') continue;
    // Where one cannot be fetched, the others cannot.
    if (result !== 'unknown') {
      skipped.push(...missing.slice(n).map((one) => one.name));
      break;
    }
    skipped.push(name);
  }
  if (skipped.length === 0) return;
  say(
    `Tests are skipped that need what could not be fetched. It brings them: sudo apt-get install ${skipped.join(' ')}`,
  );
}

/**
 * @param {string} runtime
 * @param {string} name
 * @returns {'done' | 'unknown' | 'unreachable' | 'silent'} unknown: apt or dpkg can do nothing with it
 */
function unpack(runtime, name) {
  const work = mkdtempSync(join(runtime, `${name}-`));
  try {
    const packages = withMissing(name);
    if (packages.length === 0) return 'unknown';
    for (const [some, timeout] of /** @type {const} */ ([
      [packages.slice(-1), ONE_TIMEOUT],
      [packages, ALL_TIMEOUT],
    ])) {
      const options = { cwd: work, timeout, encoding: /** @type {const} */ ('utf8') };
      const { status, stderr, error } = spawnSync('apt-get', [...IMPATIENT, 'download', '-q', ...some], options);
      if (status === 0) continue;
      say(error ? 'Nothing has answered in time.' : (stderr.match(/^E: .*$/m)?.[0] ?? 'apt-get has failed.'));
      return error ? 'silent' : 'unreachable';
    }
    const files = readdirSync(work).filter((file) => file.endsWith('.deb'));
    const unpacked = join(work, 'unpacked');
    if (!files.every((file) => spawnSync('dpkg', ['-x', join(work, file), unpacked]).status === 0)) return 'unknown';
    renameSync(unpacked, join(runtime, name));
    return 'done';
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
