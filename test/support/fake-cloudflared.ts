import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BOX = '2026-09-30T07:31:17Z INF ';

/** What the real one prints for a quick tunnel; see main/tunnel/cloudflared-output.ts for where that is from. */
export const QUICK = [
  `${BOX}Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment.`,
  `${BOX}Requesting new quick Tunnel on trycloudflare.com...`,
  `${BOX}+--------------------------------------------------------------------------------------------+`,
  `${BOX}|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |`,
  `${BOX}|  https://gentle-river-1234-foo.trycloudflare.com                                           |`,
  `${BOX}+--------------------------------------------------------------------------------------------+`,
  `${BOX}Initial protocol quic`,
];

export const registered = (connection: number): string =>
  `2026-09-30T07:31:18Z INF Registered tunnel connection connIndex=${connection} connection=bb527b3a-8a27 event=0 ip=198.41.200.33 location=fra08 protocol=quic`;

export const lost = (connection: number): string =>
  `2026-09-30T07:40:18Z ERR Failed to serve tunnel connection error="timeout: no recent network activity" connIndex=${connection} event=0 ip=198.41.200.33`;

export interface FakeCloudflared {
  readonly program: string;
  /** How it was called the last time, and what it saw of the environment. */
  called(): { args: string[]; env: Record<string, string>; pid: number };
  /** Prints these lines while it runs. */
  say(...lines: string[]): void;
  remove(): void;
}

/**
 * A program that behaves as the real one: it logs to stderr, runs until it is told to end by SIGTERM, and then ends.
 * `exit`: it ends by itself with that code when it has said its lines. `stubborn`: it does not end by SIGTERM.
 */
export function fakeCloudflared(
  lines: readonly string[],
  { exit, stubborn = false }: { exit?: number; stubborn?: boolean } = {},
): FakeCloudflared {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-cloudflared-'));
  const program = join(folder, 'cloudflared');
  const file = (name: string): string => JSON.stringify(join(folder, name));
  writeFileSync(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
const { argv, env, pid } = process;
process.on('SIGTERM', () => { if (!${stubborn}) process.exit(0); });
fs.writeFileSync(${file('called')}, JSON.stringify({ args: argv.slice(2), env, pid }));
process.stderr.write(${JSON.stringify(lines.map((line) => `${line}\n`).join(''))});
${exit === undefined ? '' : `process.exitCode = ${exit};`}
let seen = 0;
const look = () => {
  const said = fs.readFileSync(${file('said')}, 'utf8');
  process.stderr.write(said.slice(seen));
  seen = said.length;
};
${exit === undefined ? 'setInterval(look, 10);' : ''}
`,
    { mode: 0o755 },
  );
  const said = join(folder, 'said');
  writeFileSync(said, '');
  return {
    program,
    called: () => JSON.parse(readFileSync(join(folder, 'called'), 'utf8')),
    say: (...more) => writeFileSync(said, more.map((line) => `${line}\n`).join(''), { flag: 'a' }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
