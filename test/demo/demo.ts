import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDemoFolder } from './demo-folder.ts';
import { createReport } from './report.ts';
import { runDemo } from './run-demo.ts';
import { StepFailed } from './step.ts';

/** The promise is five seconds from a signal to the end, in ms. */
const STOP_DEADLINE = 4_900;

/**
 * `npm run demo [-- --once]`: the main job in the practice account, from a client's message to the answer on the
 * client's phone. Exit code 0 when it has been verified, 1 with the failing step otherwise.
 */
async function demo(): Promise<number> {
  const once = readOnce();
  if (once === null) {
    process.stderr.write('Usage: npm run demo [-- --once]\n');
    return 2;
  }
  const hasDisplay = process.env.LEXLINE_HAS_DISPLAY === '1';
  const stayOpen = hasDisplay && !once;
  const report = createReport((line) => process.stdout.write(`${line}\n`));
  const stopped = new AbortController();
  let stoppedBy: NodeJS.Signals | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stoppedBy = signal;
      stopped.abort(new Error(`stopped by ${signal}`));
      setTimeout(() => process.exit(128 + constants.signals[signal]), STOP_DEADLINE).unref();
    });
  }

  report.title(
    'Lexline: a client’s message, all the way',
    'The practice account: simulated clients, nothing leaves this computer.',
  );
  const root = join(import.meta.dirname, '../..');
  const folder = openDemoFolder(root);
  let keepData = false;
  try {
    await runDemo({ root, folder, report, photograph: once || !hasDisplay, stayOpen, stopped: stopped.signal });
    if (!hasDisplay && !once) report.note('There is no display here, so the window was photographed and closed.');
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    report.failure(error.step, error.message);
    if (stoppedBy !== null) return 128 + constants.signals[stoppedBy];
    keepData = true;
    const logs = join(folder.dataDir, 'logs');
    if (existsSync(logs)) report.note(`What the app has written down of it is in ${logs}.`);
    return 1;
  } finally {
    if (once && !keepData) folder.removeData();
    process.stdout.write('\n');
  }
}

/** Null when the command line cannot be followed. */
function readOnce(): boolean | null {
  try {
    return parseArgs({ options: { once: { type: 'boolean', default: false } } }).values.once;
  } catch {
    return null;
  }
}

process.exitCode = await demo();
