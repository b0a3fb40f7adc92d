import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from '../../main/tunnel/host-keys.ts';
import { makeSshKey } from '../../main/tunnel/ssh-key.ts';
import { freePorts } from './free-ports.ts';
import { processes, ROOT } from './running-app.ts';

/** Every Debian has this user; the tests run as root in a container. */
const NOBODY = { uid: 65_534, gid: 65_534, name: 'nobody' };

const UNPACKED = join(ROOT, '.runtime/openssh-server');

/** Why there is no OpenSSH server to test with, and what brings one; null when there is one. */
export function noSshServerBecause(): string | null {
  if (process.platform !== 'linux') return 'sshd is started as on Linux';
  if (existsSync('/usr/sbin/sshd') || existsSync(join(UNPACKED, 'usr/sbin/sshd'))) return null;
  return 'no OpenSSH server here; install one: sudo apt-get install openssh-server';
}

export interface SshServerProcess {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** A port that nobody has, for the server to listen on. */
  readonly freePort: number;
  hostKey(): string;
  /** Lets that key in, and no other. */
  allow(publicKey: string): void;
  start(): Promise<void>;
  /** Ends it at once, with all connections that it has. */
  kill(): Promise<void>;
  /** From now on it neither answers nor ends. */
  freeze(): void;
  changeHostKey(): Promise<void>;
  /** What it has said since it was started last. */
  log(): string;
  remove(): Promise<void>;
}

/**
 * A real OpenSSH server on 127.0.0.1 with a host key and a list of keys of its own, as somebody who is not root. `others` are
 * private host keys that it has beside that one.
 */
export async function createSshServer(others: readonly string[] = []): Promise<SshServerProcess> {
  const user = process.getuid?.() === 0 ? NOBODY : { ...userInfo(), name: userInfo().username };
  const folder = mkdtempSync(join(tmpdir(), 'lexline-sshd-'));
  const file = (name: string): string => join(folder, name);
  // Where that user can read it, which is not so below /root.
  mkdirSync(file('lib'));
  const isUnpacked = existsSync(UNPACKED);
  copyFileSync(isUnpacked ? join(UNPACKED, 'usr/sbin/sshd') : '/usr/sbin/sshd', file('sshd'));
  if (isUnpacked) {
    for (const triple of readdirSync(join(UNPACKED, 'usr/lib')).filter((name) => name.includes('-linux-'))) {
      cpSync(join(UNPACKED, 'usr/lib', triple), file('lib'), { recursive: true });
    }
  }
  const [port = 0, freePort = 0] = await freePorts(2);
  let child: ChildProcess | null = null;
  let said = '';

  function write(name: string, text: string): void {
    writeFileSync(file(name), text, { mode: 0o600 });
    chownSync(file(name), user.uid, user.gid);
  }

  async function changeHostKey(): Promise<void> {
    const { privateKey, publicKey } = await makeSshKey();
    write('host_key', privateKey);
    write('host_key.pub', publicKey);
  }

  async function kill(): Promise<void> {
    const { pid } = child ?? {};
    const gone = new Promise<void>((resolve) => (child ? child.once('close', () => resolve()) : resolve()));
    child = null;
    if (pid !== undefined) signalAll(pid, 'SIGKILL');
    await gone;
  }

  await changeHostKey();
  write('authorized_keys', '');
  for (const [number, key] of others.entries()) write(`host_key_${number}`, key);
  const settings = {
    ...{ Port: port, ListenAddress: '127.0.0.1', HostKey: file('host_key'), PidFile: 'none', LogLevel: 'DEBUG1' },
    ...{ AuthorizedKeysFile: file('authorized_keys'), StrictModes: 'no', PermitRootLogin: 'no' },
    // Without PAM a user who has no password counts as locked.
    ...{ UsePAM: 'yes', PasswordAuthentication: 'no', KbdInteractiveAuthentication: 'no' },
  };
  write(
    'sshd_config',
    [...Object.entries(settings), ...others.map((_key, number) => ['HostKey', file(`host_key_${number}`)])]
      .map((setting) => `${setting.join(' ')}\n`)
      .join(''),
  );
  chownSync(folder, user.uid, user.gid);

  return {
    ...{ host: '127.0.0.1', port, username: user.name, freePort },
    hostKey() {
      const [, base64 = ''] = readFileSync(file('host_key.pub'), 'utf8').split(' ');
      return fingerprintOf(Buffer.from(base64, 'base64'));
    },
    allow: (publicKey) => write('authorized_keys', `${publicKey}\n`),
    start() {
      said = '';
      const started = spawn(file('sshd'), ['-D', '-e', '-f', file('sshd_config')], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { PATH: '/usr/bin:/bin', ...(isUnpacked ? { LD_LIBRARY_PATH: file('lib') } : {}) },
        ...(process.getuid?.() === 0 ? { uid: user.uid, gid: user.gid } : {}),
      });
      child = started;
      started.once('close', () => {
        if (child === started) child = null;
      });
      return new Promise((resolve, reject) => {
        started.once('error', reject);
        started.once('close', () => reject(new Error(`sshd ended:\n${said}`)));
        started.stderr?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (said.includes('Server listening on')) resolve();
        });
      });
    },
    kill,
    freeze() {
      if (child?.pid !== undefined) signalAll(child.pid, 'SIGSTOP');
    },
    changeHostKey,
    log: () => said,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Each connection is a process, or two, in a session of its own. */
function signalAll(pid: number, signal: NodeJS.Signals): void {
  const all = processes();
  const family = [pid];
  for (const one of family) family.push(...all.filter(({ parent }) => parent === one).map((child) => child.pid));
  for (const one of family) {
    try {
      process.kill(one, signal);
    } catch {
      // It ended by itself.
    }
  }
}

/** What OpenSSH itself makes of a public key. */
export function fingerprintBySshKeygen(publicKey: string): string {
  const { stdout } = spawnSync('ssh-keygen', ['-lf', '-'], { input: publicKey, encoding: 'utf8' });
  return stdout.split(' ')[1] ?? '';
}
