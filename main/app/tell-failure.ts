import { statfsSync } from 'node:fs';
import { app, dialog, shell } from 'electron';
import type { AppSettings } from '../contract/app-settings.ts';
import { canRelaunch, relaunch } from './relaunch.ts';
import { type FailureFacts, failureBox } from './start-failure.ts';
import { wordsIn } from './words.ts';

/**
 * Tells why the app cannot go on, until the person wants it to end; whoever wants to try again has it begin anew after its
 * end. It is the system's own box, which needs neither the data folder nor a page; and not the one that blocks: a signal
 * must still end us while nobody looks at it.
 */
export async function tellFailure(
  error: unknown,
  language: AppSettings['language'],
  { dataDir, openedBy }: Pick<FailureFacts, 'dataDir' | 'openedBy'>,
): Promise<void> {
  const words = wordsIn(language, app.getPreferredSystemLanguages());
  const facts = {
    dataDir,
    openedBy,
    version: app.getVersion(),
    freeBytes: freeBytes(dataDir),
    canTryAgain: canRelaunch(),
  };
  const { message, detail, buttons } = failureBox(error, words, facts);
  const labels = buttons.map(({ label }) => label);
  for (;;) {
    const { response } = await dialog.showMessageBox({
      ...{ type: 'error', title: 'Lexline', message, detail, buttons: labels, noLink: true },
      ...{ defaultId: 0, cancelId: labels.length - 1 },
    });
    const answer = buttons[response]?.answer ?? 'quit';
    if (answer === 'again') relaunch();
    if (answer !== 'folder') return;
    await shell.openPath(dataDir);
  }
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
