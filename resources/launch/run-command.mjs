import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bench,
  build,
  demo,
  directory,
  dist,
  doctor,
  lint,
  practice,
  release,
  screenshots,
  setup,
  start,
  test,
} from './commands.mjs';
import { watchParent } from './parent-watch.mjs';
import { Stopped, stopAll } from './run-child.mjs';
import { describeFailure, LaunchError, say } from './say.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @type {Record<string, (root: string, args: string[]) => Promise<number>>} */
const commands = {
  start,
  demo,
  directory,
  doctor,
  test,
  bench,
  lint,
  build,
  practice,
  dist,
  release,
  screenshots,
  setup,
};

/**
 * Runs one command of the launcher and ends the process with its exit code.
 * @param {string[]} argv the command's name and what follows it
 */
export async function runCommand([name = '', ...args]) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
    process.on(signal, () => stopAll(signal));
  watchParent(() => stopAll('SIGTERM'));
  process.exit(await resultOf(name, args));
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>}
 */
async function resultOf(name, args) {
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command)
      throw new LaunchError(`There is no command "${name}".`, `Use one of: ${Object.keys(commands).join(', ')}`);
    return await command(root, args);
  } catch (error) {
    if (error instanceof Stopped) return error.exitCode;
    say(describeFailure(error));
    if (process.env.LEXLINE_DEBUG) console.error(error);
    return 1;
  }
}
