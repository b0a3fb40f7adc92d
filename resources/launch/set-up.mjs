import { join } from 'node:path';
import { buildApp } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { describeRuntime, provideElectron } from './electron-runtime.mjs';
import { findNode } from './node-runtime.mjs';
import { say } from './say.mjs';
import { takeLock } from './set-up-lock.mjs';
import { provideLibraries } from './system-libraries.mjs';

/** @typedef {{ root: string, node: string, electron?: import('./electron-runtime.mjs').Runtime }} Ready */

/**
 * Brings a fresh clone to the point where it can run; whatever is there already is left alone and not mentioned.
 * @param {string} root
 * @param {{ electron?: boolean, build?: boolean }} needs
 * @returns {Promise<Ready>}
 */
export async function setUp(root, { electron: needsElectron = true, build = true } = {}) {
  const lock = await takeLock(join(root, '.runtime', 'set-up.lock'));
  try {
    await installDependencies(root, lock.add);
    const node = findNode(root);
    const electron = needsElectron ? await provideElectron({ root, node, onStart: lock.add }) : undefined;
    if (electron) await provideLibraries({ binary: electron.binary, hasDisplay: hasDisplay() });
    if (build) await buildApp(root, node, lock.add);
    if (electron) say(describeRuntime(electron));
    return { root, node, ...(electron && { electron }) };
  } finally {
    lock.release();
  }
}
