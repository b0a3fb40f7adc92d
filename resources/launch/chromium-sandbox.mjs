import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError, say } from './say.mjs';

/**
 * Whether Chromium's sandbox can work here. As root it cannot, and Electron must be told; that is the only case in which it is
 * ever switched off. Everybody else gets it, or is told how to allow it.
 * @param {{ folder: string }} runtime
 * @returns {string[]} switches for Electron
 */
export function sandboxSwitches({ folder }) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) {
    say('Running as root: Chromium’s sandbox is off, and Lexline allows only the practice account.');
    return ['--no-sandbox'];
  }
  const helper = join(folder, 'chrome-sandbox');
  if (isSetuidRoot(helper)) return [];
  const fix = `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
  if (!namespacesWork()) {
    throw new LaunchError(
      'This system does not let Chromium build its sandbox (no unprivileged user namespaces).',
      fix,
    );
  }
  // Ubuntu 23.10 and newer allow namespaces to programs with an AppArmor profile; which have one, only root can see.
  if (read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    say(`If Electron ends at once with a word about its sandbox:  ${fix}`);
  }
  return [];
}

/** @param {string} helper */
function isSetuidRoot(helper) {
  try {
    const { uid, mode } = statSync(helper);
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

function namespacesWork() {
  const { status, error } = spawnSync('unshare', ['-Ur', 'true']);
  // Without the tool there is nothing to go by: Electron itself will tell.
  return error !== undefined || status === 0;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
