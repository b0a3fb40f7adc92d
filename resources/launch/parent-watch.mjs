import { readFileSync } from 'node:fs';

/**
 * The process ids whose death means that nobody wants us any more: our parent and, where npm started us through a shell that
 * stays between (dash does, and it does not pass signals on), that shell's parent too.
 * @returns {{ parent: number, beyondShell: number | undefined }}
 */
function ancestors() {
  const parent = process.ppid;
  const isNpmShell = process.env.npm_lifecycle_event !== undefined && /(^|\/)(da|ba|z|a|k)?sh$/.test(commandOf(parent));
  return { parent, beyondShell: isNpmShell ? parentOf(parent) : undefined };
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @returns {number | undefined} undefined where there is no /proc
 */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold spaces and brackets.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * Calls back once when the process that started us is gone. Node has no event for it, hence a look every second.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  if (process.platform === 'win32') return;
  const before = ancestors();
  const timer = setInterval(() => {
    const gone =
      process.ppid !== before.parent ||
      (before.beyondShell !== undefined && parentOf(before.parent) !== before.beyondShell);
    if (!gone) return;
    clearInterval(timer);
    onGone();
  }, 1000);
  timer.unref();
}
