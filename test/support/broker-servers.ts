import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrokerKind } from '../../main/contract/broker.ts';
import { freePorts } from './free-ports.ts';
import { ROOT } from './running-app.ts';

const PACKAGES: Record<BrokerKind, string> = {
  rabbitmq: 'rabbitmq-server',
  redis: 'redis-server',
  nats: 'nats-server',
};
const PROGRAMS: Record<BrokerKind, string> = {
  rabbitmq: 'usr/lib/rabbitmq/bin/rabbitmq-server',
  redis: 'usr/bin/redis-server',
  nats: 'usr/sbin/nats-server',
};
/** What each prints when clients can connect. */
const READY: Record<BrokerKind, string> = {
  rabbitmq: 'Server startup complete',
  redis: 'Ready to accept connections',
  nats: 'Server is ready',
};
const USER = 'lexline';
/** With what an address must have written as %… */
export const PASSWORD_OF_BROKER = 'a:s3cret/pass';

const launched = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of launched) killGroup(child);
});

/** What it started goes with it: it leads a process group of its own. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
}

/** Below what its files lie: this machine's root, or the folder that the test command has unpacked it in. */
function prefixOf(kind: BrokerKind): string | null {
  const unpacked = join(ROOT, '.runtime', PACKAGES[kind]);
  // A link of the unpacked tree may lead out of it.
  if (existsSync(join(unpacked, 'usr'))) return unpacked;
  return existsSync(join('/', PROGRAMS[kind])) ? '/' : null;
}

/** Why there is no such server to test with, and what brings one; null when there is one. */
export function noServerBecause(kind: BrokerKind): string | null {
  if (process.platform !== 'linux') return 'the servers are started as on Linux';
  if (prefixOf(kind) !== null) return null;
  return `no ${PACKAGES[kind]} here; "npm test" fetches it with apt-get, or: sudo apt-get install ${PACKAGES[kind]}`;
}

export interface BrokerServer {
  /** With its password. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once; what it has confirmed stays on its disk. */
  kill(): Promise<void>;
  /** From now on it neither answers nor ends. */
  freeze(): void;
  remove(): Promise<void>;
}

/** A real server on 127.0.0.1 with a password and a data folder of its own. */
export async function createBrokerServer(kind: BrokerKind): Promise<BrokerServer> {
  const prefix = prefixOf(kind);
  if (prefix === null) throw new Error(`no ${kind}`);
  const folder = mkdtempSync(join(tmpdir(), `lexline-${kind}-`));
  const [port = 0, ...others] = await freePorts(3);
  const programs = { rabbitmq, redis, nats }[kind]({ prefix, folder, port, others });
  const scheme = { rabbitmq: 'amqp', redis: 'redis', nats: 'nats' }[kind];
  const user = kind === 'redis' ? '' : USER;
  const url = `${scheme}://${user}:${encodeURIComponent(PASSWORD_OF_BROKER)}@127.0.0.1:${port}`;
  let children: ChildProcess[] = [];

  function run({ file, args, env }: Program): ChildProcess {
    const child = spawn(file, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', HOME: folder, LD_LIBRARY_PATH: librariesOf(prefix ?? '/'), ...env },
    });
    children.push(child);
    launched.add(child);
    child.once('exit', () => launched.delete(child));
    return child;
  }

  async function kill(): Promise<void> {
    const all = children;
    children = [];
    await Promise.all(
      all.map(async (child) => {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        killGroup(child);
        await gone;
      }),
    );
  }

  return {
    url,
    async start() {
      const started = programs.map(run);
      const server = started.at(-1);
      let said = '';
      await new Promise<void>((resolve, reject) => {
        for (const child of started) child.once('error', reject);
        server?.once('exit', () => reject(new Error(`${kind} ended:\n${said}`)));
        const listen = (text: Buffer): void => {
          said = (said + text).slice(-20_000);
          if (said.includes(READY[kind])) resolve();
        };
        for (const stream of [server?.stdout, server?.stderr]) stream?.on('data', listen);
      });
    },
    kill,
    freeze() {
      for (const { pid } of children) if (pid !== undefined) process.kill(-pid, 'SIGSTOP');
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Program {
  file: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
}

interface Place {
  prefix: string;
  folder: string;
  port: number;
  others: readonly number[];
}

/**
 * What it has confirmed is on the disk before it says so. With `everysec`, its usual way, it may write up to two seconds later
 * while the disk is busy, and a crash loses what it has confirmed.
 */
function redis({ prefix, folder, port }: Place): Program[] {
  const durable = { dir: folder, appendonly: 'yes', appendfsync: 'always' };
  const settings = { ...durable, port, bind: '127.0.0.1', requirepass: PASSWORD_OF_BROKER };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return [{ file: join(prefix, PROGRAMS.redis), args: [...args, '--save', ''] }];
}

function nats({ prefix, folder, port }: Place): Program[] {
  const config = join(folder, 'nats.conf');
  const jetstream = { store_dir: join(folder, 'store') };
  const authorization = { user: USER, password: PASSWORD_OF_BROKER };
  writeFileSync(config, JSON.stringify({ listen: `127.0.0.1:${port}`, jetstream, authorization }));
  return [{ file: join(prefix, PROGRAMS.nats), args: ['-c', config] }];
}

/** With an Erlang that is told where it lies, and a port mapper of its own: it would leave one behind for all. */
function rabbitmq({ prefix, folder, port, others: [nodePort = 0, mapperPort = 0] }: Place): Program[] {
  const erlang = join(prefix, 'usr/lib/erlang');
  const runtime = readdirSync(erlang).find((name) => name.startsWith('erts-')) ?? '';
  const release = readdirSync(join(prefix, 'usr/lib/rabbitmq/lib'))[0] ?? '';
  const programs = join(erlang, runtime, 'bin');
  const own = join(folder, 'bin');
  mkdirSync(own);
  const variables = `ROOTDIR='${erlang}' BINDIR='${programs}' EMU=beam PROGNAME=erl`;
  writeFileSync(join(own, 'erl'), `#!/bin/sh\nexport ${variables}\nexec "$BINDIR/erlexec" "$@"\n`);
  chmodSync(join(own, 'erl'), 0o755);
  writeFileSync(
    join(folder, 'rabbitmq.conf'),
    `default_user = ${USER}\ndefault_pass = ${PASSWORD_OF_BROKER}\nlog.console = true\nlog.console.level = info\n`,
  );
  writeFileSync(join(folder, 'plugins'), '[].\n');
  const env = {
    PATH: `${own}:/usr/bin:/bin`,
    RABBITMQ_BASE: folder,
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_NODENAME: `lexline${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(nodePort),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  const server = join(prefix, 'usr/lib/rabbitmq/lib', release, 'sbin/rabbitmq-server');
  const mapper = { file: join(programs, 'epmd'), args: ['-port', String(mapperPort), '-address', '127.0.0.1'] };
  return [mapper, { file: server, args: [], env }];
}

/** The folders of the machine's architecture in the unpacked tree. */
function librariesOf(prefix: string): string {
  if (prefix === '/') return '';
  return ['usr/lib', 'lib']
    .map((part) => join(prefix, part))
    .filter(existsSync)
    .flatMap((lib) => readdirSync(lib).map((name) => join(lib, name)))
    .filter((path) => path.includes('-linux-gnu'))
    .join(':');
}
