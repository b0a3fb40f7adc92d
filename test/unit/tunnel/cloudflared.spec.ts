import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { factOf } from '../../../main/tunnel/cloudflared-output.ts';
import { cloudflaredTunnel } from '../../../main/tunnel/cloudflared-tunnel.ts';
import { findProgram } from '../../../main/tunnel/find-program.ts';
import { TunnelFault, type TunnelLink } from '../../../main/tunnel/tunnel-provider.ts';
import { type FakeCloudflared, fakeCloudflared, lost, QUICK, registered } from '../../support/fake-cloudflared.ts';
import { isAlive } from '../../support/running-app.ts';

test.skip(process.platform === 'win32', 'the fake program is a script with a first line that names Node');

const ADDRESS = 'https://gentle-river-1234-foo.trycloudflare.com';

let fake: FakeCloudflared | null;
let alive: boolean[];
let links: TunnelLink[];

test.beforeEach(() => {
  fake = null;
  alive = [];
  links = [];
});

test.afterEach(async () => {
  for (const link of links) await link.close();
  fake?.remove();
});

async function open(
  lines: readonly string[],
  { named = null, patience = 10_000, signal = new AbortController().signal, ...behaviour }: OpenFake = {},
): Promise<TunnelLink> {
  const made = fakeCloudflared(lines, behaviour);
  fake = made;
  const opened = cloudflaredTunnel({ named, find: async () => made.program, patience });
  const link = await opened({ port: 4711, signal, alive: (is) => void alive.push(is) });
  links.push(link);
  return link;
}

interface OpenFake {
  named?: { token: string; address: string } | null;
  patience?: number;
  signal?: AbortSignal;
  exit?: number;
  stubborn?: boolean;
}

function called(): ReturnType<FakeCloudflared['called']> {
  if (!fake) throw new Error('there is no fake');
  return fake.called();
}

const causeOf = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof TunnelFault ? error.tunnelCause : String(error)),
  );

test('a quick tunnel is up when its address is known and it is connected, and is gone when it is closed', async () => {
  const link = await open([...QUICK, registered(0)]);
  expect(link.address).toBe(ADDRESS);
  const { args, pid } = called();
  expect(args[0]).toBe('tunnel');
  expect(args.slice(-2)).toEqual(['--url', 'http://127.0.0.1:4711']);
  expect(args).toEqual(expect.arrayContaining(['--config', '/dev/null', '--no-autoupdate']));
  expect(isAlive(pid)).toBe(true);
  await link.close();
  expect(isAlive(pid)).toBe(false);
});

test('a named tunnel has the address that was set, and its token is not among the arguments', async () => {
  const named = { token: 'secret-token', address: 'https://lexline.example.org' };
  const link = await open([registered(2)], { named });
  expect(link.address).toBe(named.address);
  const { args, env } = called();
  expect([args.at(-1), env.TUNNEL_TOKEN]).toEqual(['run', 'secret-token']);
  expect(args.join(' ')).not.toContain('secret-token');
});

test('neither proxies nor anybody’s other settings reach the program', async () => {
  const set = ['HTTP_PROXY', 'https_proxy', 'ALL_PROXY', 'TUNNEL_URL', 'NODE_OPTIONS', 'LEXLINE_PASSPHRASE'];
  for (const name of set) process.env[name] = name === 'NODE_OPTIONS' ? '' : 'http://127.0.0.1:9';
  try {
    await open([...QUICK, registered(0)]);
    const { env } = called();
    for (const name of set) expect(env[name]).toBeUndefined();
    expect(env.PATH).toBe(process.env.PATH);
  } finally {
    for (const name of set) delete process.env[name];
  }
});

test('it is alive as long as one of its connections is', async () => {
  await open([...QUICK, registered(0), registered(1)]);
  fake?.say(lost(0));
  fake?.say(registered(1), lost(1));
  await expect.poll(() => alive.at(-1)).toBe(false);
  expect(alive.slice(0, -1)).not.toContain(false);
  fake?.say(registered(3));
  await expect.poll(() => alive.at(-1)).toBe(true);
});

test('a program that is missing, ends, is never connected or is refused says which', async () => {
  const missing = cloudflaredTunnel({ named: null, find: async () => null });
  const options = { port: 1, signal: new AbortController().signal, alive: () => {} };
  expect(await causeOf(missing(options))).toBe('program_missing');
  const nowhere = cloudflaredTunnel({ named: null, find: async () => '/nonexistent/cloudflared' });
  expect(await causeOf(nowhere(options))).toMatch(/^program_(missing|ended)$/);
  const cases: [lines: readonly string[], more: OpenFake, cause: string][] = [
    [['2026-09-30T07:31:17Z ERR Error unmarshaling QuickTunnel response'], { exit: 1 }, 'program_ended'],
    [['2026-09-30T07:31:17Z ERR Provided Tunnel token is not valid.'], { exit: 255 }, 'credentials_refused'],
    [
      [
        '2026-09-30T07:31:17Z ERR Register tunnel error from server side error="Unauthorized: Tunnel not found" connIndex=0',
      ],
      {},
      'credentials_refused',
    ],
    [QUICK, { patience: 300 }, 'no_answer'],
    [[registered(0)], { patience: 300 }, 'no_answer'],
  ];
  for (const [lines, more, cause] of cases) {
    expect(await causeOf(open(lines, more))).toBe(cause);
    expect(isAlive(called().pid)).toBe(false);
    fake?.remove();
  }
});

test('one that ends while it is up is over; one that does not end when it is asked to is ended', async () => {
  const link = await open([...QUICK, registered(0)], { stubborn: true });
  const { pid } = called();
  await link.close();
  expect(isAlive(pid)).toBe(false);
  fake?.remove();
  const other = await open([...QUICK, registered(0)]);
  process.kill(called().pid, 'SIGKILL');
  expect((await other.ended).tunnelCause).toBe('program_ended');
});

test('given up while it is opened, nothing is left of it', async () => {
  const giving = new AbortController();
  const opening = open(QUICK, { signal: giving.signal });
  await expect.poll(() => existsSync(join(fake?.program ?? '', '../called'))).toBe(true);
  const { pid } = called();
  giving.abort();
  expect(await causeOf(opening)).toBe('connection_lost');
  expect(isAlive(pid)).toBe(false);
});

test('given up in the very moment in which it is started, it never is one that runs', async () => {
  const made = fakeCloudflared(QUICK);
  fake = made;
  const giving = new AbortController();
  const opening = cloudflaredTunnel({ named: null, find: async () => made.program })({
    ...{ port: 1, signal: giving.signal, alive: () => {} },
  });
  // Behind all that is awaited before there is a program to end.
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  giving.abort();
  expect(await causeOf(opening)).toMatch(/connection_lost|AbortError/);
});

test('hostile output is cut, cleaned, and never taken for an address', async () => {
  const link = await open([
    'x'.repeat(5_000_000),
    `2026-09-30T07:31:17Z INF |  https://evil.example/${'a'.repeat(10)}  |`,
    '2026-09-30T07:31:17Z INF |  https://gentle.trycloudflare.com.evil.example  |',
    '2026-09-30T07:31:17Z ERR failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel"',
    '2026-09-30T07:31:17Z INF |  https://api.trycloudflare.com  |',
    `\u001b[90m2026-09-30T07:31:17Z\u001b[0m \u001b[32mINF\u001b[0m |  ${ADDRESS}\u0007  |\r`,
    registered(0),
  ]);
  expect(link.address).toBe(ADDRESS);
  expect(factOf('')).toBeNull();
  expect(factOf(`connIndex=${'9'.repeat(1_000)}`)).toBeNull();
});

test('it does not outlive us, even if we are killed', async () => {
  const made = fakeCloudflared([...QUICK, registered(0)]);
  fake = made;
  const module = JSON.stringify(new URL('../../../main/tunnel/cloudflared-tunnel.ts', import.meta.url).href);
  const script = `
    const { cloudflaredTunnel } = await import(${module});
    const open = cloudflaredTunnel({ named: null, find: async () => ${JSON.stringify(made.program)} });
    await open({ port: 1, signal: new AbortController().signal, alive() {} });
    console.log('up');`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => parent.stdout.once('data', resolve));
  const { pid } = made.called();
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('a program is looked for in folders that are named whole, and never where the app happens to stand', async () => {
  const made = fakeCloudflared([]);
  fake = made;
  const folder = join(made.program, '..');
  expect(await findProgram('cloudflared', `.:relative:${folder}`)).toBe(made.program);
  expect(await findProgram('no-such-program-at-all', '')).toBeNull();
  // What has the name and is a folder is no program.
  expect(await findProgram(basename(folder), join(folder, '..'))).toBeNull();
});
