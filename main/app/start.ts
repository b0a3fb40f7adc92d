import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { takeAppId } from './app-id.ts';
import { registerAppScheme } from './app-protocol.ts';
import { type Arguments, ArgumentsError, isUnattended, parseArguments } from './arguments.ts';
import { languageSet } from './language-set.ts';
import { run, STOP_SIGNALS } from './run.ts';
import { errorCode } from './start-failure.ts';
import { tellFailure } from './tell-failure.ts';
import { versionLine } from './updates/version-line.ts';

/** Reads the command line, claims the data folder and starts the app. */
export function start(): void {
  // Whatever we write is for this user alone.
  process.umask(0o077);
  let args: Arguments;
  try {
    args = parseArguments(process.argv.slice(app.isPackaged ? 1 : 2).filter((arg) => arg !== app.getAppPath()));
    if (args.version) {
      process.stdout.write(`${versionLine()}\n`);
      app.exit(0);
      return;
    }
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    exitWith(error.message, 2);
    return;
  }
  takeAppId(app, process.platform);
  try {
    mkdirSync(args.dataDir, { recursive: true, mode: 0o700 });
    // In a folder that may only be read, not even the lock can be had, which would look as if the app ran already.
    accessSync(args.dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    failedEarly(args, error, `The data folder cannot be made: ${errorCode(error)}`, 2);
    return;
  }
  // Before the lock: one running app for each data folder.
  app.setPath('userData', join(args.dataDir, 'profile'));
  if (!app.requestSingleInstanceLock()) {
    // With a window, the running app has just been brought to the front: that is what the person wanted.
    if (isUnattended(args)) exitWith('Lexline is already running on this data folder.', 3);
    else app.exit(0);
    return;
  }
  // Until `run` can stop in order, there is nothing to put in order.
  const endAtOnce = (): void => app.exit(0);
  for (const signal of STOP_SIGNALS) process.on(signal, endAtOnce);
  registerAppScheme();
  app.on('web-contents-created', (_event, contents) =>
    contents.on('will-attach-webview', (event) => event.preventDefault()),
  );
  app.whenReady().then(
    () => {
      for (const signal of STOP_SIGNALS) process.off(signal, endAtOnce);
      run(args).catch((error) => failedEarly(args, error, `Lexline cannot go on: ${errorCode(error)}`, 1));
    },
    () => exitWith('Electron could not start.', 1),
  );
}

/** There is no log yet, and no settings are open. */
function failedEarly(args: Arguments, error: unknown, message: string, exitCode: number): void {
  process.stderr.write(`${message}\n`);
  if (isUnattended(args)) app.exit(exitCode);
  else {
    const facts = { dataDir: args.dataDir, openedBy: null };
    void app
      .whenReady()
      .then(() => tellFailure(error, languageSet(args.dataDir), facts).finally(() => app.exit(exitCode)));
  }
}

function exitWith(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  app.exit(code);
}
