import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { LaunchError, say } from './say.mjs';

/** A lock that cannot be judged (another container's, or damaged) is dead after this: no set-up takes longer. */
const expiryMs = 15 * 60 * 1000;

/** @typedef {{ pid: number, started: string | null }} Holder */
/** @typedef {{ host: string, holders: Holder[] }} Content */

/**
 * One set-up at a time in a folder. The file names the processes that work under it, with their start times, so that a dead
 * process does not hold it for ever and a recycled process id does not hold it by accident.
 * @param {string} file
 * @param {{ pollMs?: number, onWait?: (holder: number | undefined) => void }} [options]
 * @returns {Promise<{ add: (pid: number) => void, release: () => void }>}
 */
export async function takeLock(file, { pollMs = 250, onWait = sayWaiting } = {}) {
  /** @type {Content} */
  const content = { host: hostname(), holders: [holderOf(process.pid)] };
  const writable = prepareFolder(file);
  for (let waited = false; writable && !tryCreate(file, content); waited = true) {
    const other = readLock(file);
    if (other === 'gone') continue;
    if (isDead(file, other)) {
      removeDead(file, other.text);
      continue;
    }
    if (!waited) onWait(other.content?.holders[0]?.pid);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const release = () => writable && rmSync(file, { force: true });
  process.once('exit', release);
  return {
    // An orphaned `npm ci` goes on after its launcher was killed: as long as it lives, nobody else may install.
    add: (pid) => {
      content.holders.push(holderOf(pid));
      if (writable) replace(file, content);
    },
    release: () => {
      process.off('exit', release);
      release();
    },
  };
}

/** @param {number | undefined} pid */
function sayWaiting(pid) {
  say(`Waiting for another set-up of this folder (process ${pid ?? 'unknown'}) …`);
}

/**
 * @param {string} file
 * @returns {boolean} false where the folder cannot be written: then nothing can be installed either, and steps say so
 */
function prepareFolder(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, '');
    rmSync(`${file}.${process.pid}`);
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {Content} content
 */
function tryCreate(file, content) {
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new LaunchError(`The lock ${file} cannot be written: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} file
 * @param {Content} content
 */
function replace(file, content) {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(content));
  renameSync(next, file);
}

/**
 * @param {string} file
 * @returns {'gone' | { text: string, content: Content | undefined }}
 */
function readLock(file) {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, content: parse(text) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

/**
 * @param {string} text
 * @returns {Content | undefined}
 */
function parse(text) {
  try {
    const content = JSON.parse(text);
    return Array.isArray(content.holders) ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {{ content: Content | undefined }} lock
 */
function isDead(file, { content }) {
  if (content?.host === hostname()) return !content.holders.some(isAlive);
  try {
    return Date.now() - statSync(file).mtimeMs > expiryMs;
  } catch {
    return false;
  }
}

/**
 * Two launches may find the same dead lock. Whoever renames it first may meanwhile have made a new one: what was renamed is
 * therefore looked at, and put back if it is not the dead one.
 * @param {string} file
 * @param {string} deadText
 */
function removeDead(file, deadText) {
  const aside = `${file}.dead-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') === deadText) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * @param {number} pid
 * @returns {Holder}
 */
function holderOf(pid) {
  return { pid, started: startTimeOf(pid) };
}

/** @param {Holder} holder */
function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = startTimeOf(pid);
  return started === null || now === null || started === now;
}

/**
 * @param {number} pid
 * @returns {string | null} null where there is no /proc, or for a process that is only waiting to be reaped
 */
function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
}
