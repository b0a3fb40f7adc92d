/**
 * Runs in the main world of WhatsApp's page, after the unmodified wa-js bundle. All knowledge of the page sits in this
 * folder and in the data file of selectors. It only observes and does what it is told; every rule is in the main process.
 */

import { PAGE_COMMAND_FUNCTION, PAGE_LOAD_NAME, PAGE_REPORT_FUNCTION } from '../../main/contract/page-channels.ts';
import type { PageCommand } from '../../main/contract/page-commands.ts';
import { createChooser } from './chooser.ts';
import { createDomDriver } from './dom/dom-driver.ts';
import { stringify } from './own-globals.ts';
import { Refusal } from './page-driver.ts';
import { readScreen } from './read-screen.ts';
import { createReportQueue } from './report-queue.ts';
import { createFinder, selectorsOf } from './selectors.ts';
import { createStagedFiles } from './staged-files.ts';
import { codeOf } from './wa-js/messages.ts';
import { createWaJsDriver } from './wa-js/wa-js-driver.ts';
import { wpp } from './wa-js/wpp.ts';
import { watchPage } from './watch-page.ts';

const own = window as unknown as Record<string, unknown>;
/** Which load of the page this is: the main process says so just before it runs this script. */
const load = Number(own[PAGE_LOAD_NAME] ?? 0);
const report = createReportQueue(load, own[PAGE_REPORT_FUNCTION] as ((report: string) => Promise<void>) | undefined);
const finder = createFinder(document, selectorsOf(window));
const staged = createStagedFiles();

let ask = (): void => {};
const driver = wpp();
const chooser = createChooser({
  waJs: driver ? createWaJsDriver({ driver, staged, report, changed: () => ask() }) : null,
  dom: createDomDriver(document, finder, staged),
  staged,
  readScreen: () => readScreen(document, finder),
  report,
});
ask = watchPage(document, chooser.isSettled, chooser.look);

/**
 * Runs a command of ours and answers in data only, as JSON text: a page's error may carry what a client wrote, so only its
 * code goes out.
 */
async function runCommand(command: PageCommand, input: unknown): Promise<string> {
  try {
    return stringify({ ok: true, value: await chooser.run(command, input) });
  } catch (error) {
    return stringify({ ok: false, error: error instanceof Refusal ? error.code : (codeOf(error) ?? 'failed') });
  }
}

Object.defineProperty(window, PAGE_COMMAND_FUNCTION, { value: runCommand });
