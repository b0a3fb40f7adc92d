import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packTrial } from '../../resources/launch/pack-app.mjs';
import { electronBinary, ROOT } from './running-app.ts';

export interface PackedApp {
  /** The folder that somebody would be given. */
  folder: string;
  binary: string;
  /** Starts it, as `StartOptions.command`. */
  command: string[];
  remove(): void;
}

/** What `npm run dist` makes, in a folder of its own: packing takes some 15 s, so a file of tests shares one. */
export async function packApp(): Promise<PackedApp> {
  const output = mkdtempSync(join(tmpdir(), 'lexline-packed-'));
  const folder = dirname(electronBinary());
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  const electron = { kind: 'override', folder, binary: electronBinary(), version, pinned: version } as const;
  const exitCode = await packTrial({ root: ROOT, node: process.execPath, electron }, [
    `-c.directories.output=${output}`,
  ]);
  if (exitCode !== 0) throw new Error(`packing ended with ${exitCode}`);
  const [unpacked = ''] = readdirSync(output).filter((name) => name.endsWith('-unpacked'));
  const binary = join(output, unpacked, 'lexline');
  return {
    folder: join(output, unpacked),
    binary,
    command: [binary, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    remove: () => rmSync(output, { recursive: true, force: true, maxRetries: 5 }),
  };
}
