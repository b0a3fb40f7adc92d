/**
 * Runs in the main world of WhatsApp's page, after the unmodified wa-js bundle. All knowledge of the page sits in this
 * folder. It only observes and does what it is told; every rule is in the main process.
 */
import { PAGE_COMMAND_FUNCTION, PAGE_LOAD_NAME } from '../../main/contract/page-channels.ts';
import { runCommand } from './commands.ts';
import { observeMessages } from './observe-messages.ts';
import { observeState } from './observe-state.ts';
import { createReportQueue } from './report-queue.ts';
import { wpp } from './wpp.ts';

/** Which load of the page this is: the main process says so just before it runs this script. */
const report = createReportQueue(Number((window as unknown as Record<string, unknown>)[PAGE_LOAD_NAME] ?? 0));

Object.defineProperty(window, PAGE_COMMAND_FUNCTION, { value: runCommand });

let observing = false;
observeState((state) => {
  const driver = wpp();
  if (state.driverReady && driver && !observing) {
    observing = true;
    // Before the state is told: what comes from now on is reported, and what came before is read by the reconciler.
    observeMessages(driver, report);
  }
  report({ kind: 'state', state });
});
