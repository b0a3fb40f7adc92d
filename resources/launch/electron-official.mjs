import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const downloader = fileURLToPath(new URL('./download-electron.mjs', import.meta.url));

/**
 * Fetches the pinned Electron as its own installer does, checked against the checksums that npm's lockfile covers.
 * @param {{ root: string, node: string, pinned: string, folder: string, onStart: (pid: number) => void }} options
 * @returns {Promise<string | undefined>} what went wrong, in one line; undefined when the folder is there
 */
export async function downloadOfficial({ root, node, pinned, folder, onStart }) {
  say(`Fetching the official Electron ${pinned} (about 120 MB) …`);
  const unfinished = mkdtempSync(join(dirname(folder), 'unfinished-'));
  // A folder below it: the temporary one itself is for its owner only, and would stay so.
  const unpacked = join(unfinished, 'electron');
  try {
    mkdirSync(unpacked);
    const args = [downloader, join(root, 'node_modules', 'electron'), unpacked];
    // Node's fetch looks at HTTPS_PROXY and its kin only when told to.
    const env = { ...process.env, NODE_USE_ENV_PROXY: '1' };
    const { exitCode, output } = await runChild(node, args, { output: 'capture', env, onStart });
    if (exitCode !== 0) return output.trim().split('\n').at(-1) || `the download ended with ${exitCode}`;
    renameSync(unpacked, folder);
    return undefined;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
