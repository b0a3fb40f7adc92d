/**
 * Loaded with `--import` into the Node programs that the launcher runs (tests, demo, practice server): ends them when the
 * launcher is gone, even after SIGKILL, which is when their stdin ends. The Electron app does the same by itself.
 *
 * LEXLINE_LAUNCHER_PID is `<pid of the launcher>:<signal to end by>`; Node hands `--import` on to forked workers, which
 * have another parent and are left alone.
 */
const [launcher, signal = 'SIGTERM'] = (process.env.LEXLINE_LAUNCHER_PID ?? '').split(':');

if (Number(launcher) === process.ppid) {
  process.stdin.on('end', end).on('error', end).resume();
  // Watching must not keep a program alive that has nothing left to do.
  /** @type {import('node:net').Socket} */ (process.stdin).unref?.();
}

function end() {
  setTimeout(() => {
    // We lead a process group of our own: this takes along whatever our program started and could not stop.
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  }, 8000).unref();
  process.kill(process.pid, /** @type {NodeJS.Signals} */ (signal));
}
