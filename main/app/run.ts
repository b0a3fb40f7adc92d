import { join } from 'node:path';
import { app, Notification, powerMonitor, shell } from 'electron';
import type { AppSettingsSupport } from '../contract/app-settings.ts';
import type { Mode } from '../contract/values.ts';
import type { ReferencePage } from '../domain/show-reference.ts';
import { systemClock } from '../domain/system-clock.ts';
import { NOBODY, type WindowIdentity } from '../domain/window-identity.ts';
import { type AnswerCall, createCallAnswerer } from '../ipc/answer-calls.ts';
import { createLogger } from '../observability/logger.ts';
import { isRealWhatsApp, parseWhatsAppUrl, WHATSAPP_URL, WhatsAppUrlError } from '../whatsapp/allowed-address.ts';
import { serveApp } from './app-protocol.ts';
import { createAppSettings } from './app-settings.ts';
import { type Arguments, isUnattended } from './arguments.ts';
import { settingsSupport } from './background-support.ts';
import { compose, type RunningApp } from './compose.ts';
import { openDesktop } from './desktop.ts';
import { findTray } from './find-tray.ts';
import { type GettingReadyWindow, openGettingReadyWindow } from './getting-ready-window.ts';
import { handOutRecoveryKey } from './hand-out-recovery-key.ts';
import { keepAppMenu } from './keep-app-menu.ts';
import { KeyUnavailableError } from './keyring.ts';
import { type MainWindow, openMainWindow } from './main-window.ts';
import { openVault, type Vault } from './open-vault.ts';
import { paths } from './paths.ts';
import { hadRealWhatsApp } from './real-whatsapp-mark.ts';
import { openReferenceWindow, type ReferenceToOpen } from './reference-window.ts';
import { canRelaunch, relaunch } from './relaunch.ts';
import { runtimeLimits } from './runtime-limits.ts';
import { safeStorageKeychain } from './safe-storage-keychain.ts';
import { openedBy, openSettings, rememberOpenedBy } from './settings.ts';
import { keepStartAtLogin } from './start-at-login.ts';
import { errorCode } from './start-failure.ts';
import type { DesktopShell } from './tell-desktop.ts';
import { tellFailure } from './tell-failure.ts';
import { TlsIdentityError } from './tls-identity.ts';
import { findUpdater } from './updates/find-updater.ts';
import type { OpenedUpdater } from './updates/open-updater.ts';
import { upgradeDatabase } from './upgrade-database.ts';
import { wordsIn } from './words.ts';

declare const __ELECTRON_VERSION__: string;

/** The promise is five seconds; what is not done by then is in its queue for the next start. In ms. */
const STOP_DEADLINE = 4_000;

/** By which one is asked to end in order. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Starts all of the app in a data folder that is its own. Rejects with what kept the log or the settings from being opened. */
export async function run(args: Arguments): Promise<void> {
  const logger = createLogger(join(args.dataDir, 'logs'));
  const settings = openSettings(args.dataDir);
  const appSettings = createAppSettings(settings, systemClock);
  let running: RunningApp | null = null;
  let window: MainWindow | null = null;
  let gettingReady: GettingReadyWindow | null = null;
  let stopping = false;
  let desktop: DesktopShell | null = null;
  let updater: OpenedUpdater | null = null;
  let stopped = false;
  let hasFailed = false;
  const supportWith = (hasTray: boolean): AppSettingsSupport =>
    settingsSupport({
      ...{ isPackaged: app.isPackaged, hasTray, notifies: Notification.isSupported(), mode: args.mode },
      ...{ wantsBackground: args.background, isForced: Boolean(process.env.LEXLINE_BACKGROUND) },
    });
  let support = supportWith(false);
  // On macOS a start at log-in cannot be given arguments.
  let startsHidden = args.background || (app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin);

  /** `install`: what was downloaded, if there is something; a signal says nothing of that. */
  async function stop(exitCode: number, install: 'nothing' | 'update' | 'update-and-run' = 'nothing'): Promise<void> {
    if (stopping) return;
    stopping = true;
    const installs = install !== 'nothing' && running?.closing() === true;
    const deadline = setTimeout(() => app.exit(exitCode), STOP_DEADLINE);
    try {
      window?.close();
      await running?.stop();
      desktop?.close();
    } finally {
      await logger.flush();
      clearTimeout(deadline);
      stopped = true;
      if (installs) updater?.install(install === 'update-and-run');
      app.exit(exitCode);
    }
  }

  for (const signal of STOP_SIGNALS) process.on(signal, () => void stop(0));
  app.on('before-quit', (event) => {
    // What installs on macOS quits the app by itself, at the end.
    if (stopped) return;
    event.preventDefault();
    void stop(0, 'update');
  });
  app.on('window-all-closed', () => {
    // Of what gets ready before our window is there, one needs to see nothing.
    if (!args.headless && window && !stopping) void stop(0, 'update');
  });
  const focus = (): void => (window ?? gettingReady)?.focus();
  app.on('second-instance', focus);
  app.on('activate', focus);
  // The launcher holds the other end: when it dies, however it dies, we end, too.
  if (process.env.LEXLINE_LAUNCHER)
    process.stdin
      .on('end', () => void stop(0))
      .on('error', () => void stop(0))
      .resume();
  process.on('uncaughtException', (error) => failed(error));
  process.on('unhandledRejection', (error) =>
    logger.log.error({ error: errorCode(error) }, 'a promise was left alone'),
  );

  function failed(error: unknown): void {
    logger.log.error({ error: errorCode(error) }, 'the app cannot go on');
    const message = error instanceof Error ? error.message : 'unknown';
    process.stderr.write(`Lexline cannot go on: ${message}\n`);
    const exitCode = error instanceof WhatsAppUrlError || error instanceof TlsIdentityError ? 2 : 1;
    gettingReady?.close();
    if (isUnattended(args)) void stop(exitCode);
    else if (!hasFailed) {
      hasFailed = true;
      const facts = { dataDir: args.dataDir, openedBy: openedBy(settings, args.mode) };
      void tellFailure(error, appSettings.get().language, facts).finally(() => stop(exitCode));
    }
  }

  const limits = runtimeLimits({
    electronVersion: process.versions.electron,
    pinnedVersion: __ELECTRON_VERSION__,
    isRoot: process.getuid?.() === 0,
    hasNoSandboxSwitch: app.commandLine.hasSwitch('no-sandbox'),
  });

  /** Its window is closed, and it goes on. */
  const isBackground = (): boolean => support.background === 'possible' && appSettings.get().background;

  function openWindow(view: 'app' | 'locked', answer: AnswerCall): void {
    window = openMainWindow({
      isHidden: view === 'app' && startsHidden && isBackground(),
      goesOnWithout: () => view === 'app' && isBackground(),
      view,
      preloadFile: paths.shellPreload,
      iconFile: paths.icon,
      settings,
      appSettings,
      answer,
    });
    gettingReady?.close();
  }

  /** In a start that shows nothing nobody waits for it. */
  function openOwnVault(recoveryKey: string | undefined): Promise<Vault> {
    return openVault(args.dataDir, args.mode, safeStorageKeychain, recoveryKey, async (database, steps) => {
      const look = appSettings.get();
      const words = wordsIn(look.language, app.getPreferredSystemLanguages());
      logger.log.info({ steps }, 'the database is brought up to date');
      const isShown = !args.headless && !(startsHidden && isBackground());
      gettingReady = isShown ? openGettingReadyWindow({ words, look, iconFile: paths.icon }) : null;
      await upgradeDatabase(database, (step, of) => gettingReady?.tellStep(step, of));
    });
  }

  function openShell(hasTray: boolean): DesktopShell {
    const open = (to?: string): void => {
      window?.focus();
      if (to !== undefined) window?.push({ kind: 'navigate', to });
    };
    return {
      ...openDesktop({ hasTray, iconFolder: paths.icons, open: () => open() }),
      languages: () => app.getPreferredSystemLanguages(),
      lookedAt: () => window?.lookedAt() ?? null,
      setTitle: (title) => window?.setTitle(title),
      open,
      quit: () => void stop(0, 'update'),
    };
  }

  function startAgainIn(mode: Mode): void {
    relaunch(mode);
    // The answer goes out first.
    setImmediate(() => void stop(0));
  }

  /** It goes with our window: nobody could close it any more when that is gone. */
  function openReference(page: ReferenceToOpen): ReferencePage {
    const opened = openReferenceWindow(page, paths.icon);
    window?.onClosed(opened.close);
    return opened;
  }

  async function runWith(vault: Vault): Promise<void> {
    rememberOpenedBy(settings, args.mode, app.getVersion());
    if (args.headless) handOutRecoveryKey(vault, args.dataDir);
    const update = await findUpdater(args);
    updater = update.updater;
    running = await compose({
      args,
      vault,
      settings,
      appSettings,
      log: logger.log,
      limits,
      push: (message) => window?.push(message),
      showView: (view, area) => window?.showView(view, area),
      openReference,
      settingsSupport: () => support,
      // Whoever reads what it writes waits for this run; and with another page in WhatsApp's place it is a test.
      startAgainIn: !canRelaunch() || isUnattended(args) || args.whatsappUrl ? null : startAgainIn,
      desktop,
      openArchive: async (name) => (await window?.chooseArchive(name)) ?? null,
      awayMonitor: powerMonitor,
      // The answer goes out first.
      update: { ...update, restart: () => setImmediate(() => void stop(0, 'update-and-run')) },
      saveFile: async (attachment, assertWanted) =>
        (await window?.saveFile(vault.files, attachment, assertWanted)) ?? false,
      openOutside: (address) => shell.openExternal(address),
      showDataFolder: async () => void (await shell.openPath(args.dataDir)),
    });
    if (!args.headless) openWindow('app', running.answerCall);
    if (args.readyLine) process.stdout.write(`${readyLine(args, running)}\n`);
    logger.log.info({ mode: args.mode, limited: limits.map(({ code }) => code) }, 'started');
  }

  /** The keychain has changed: a window asks for the recovery key, and then gives way to the real one. */
  function askForRecoveryKey(): void {
    // Whoever has typed it wants to see what is behind it.
    startsHidden = false;
    const unlock = async ({ recovery_key }: { recovery_key: string }): Promise<boolean> => {
      let vault: Vault;
      try {
        vault = await openOwnVault(recovery_key);
      } catch (error) {
        // The key was right: what is wrong, nobody can mend by typing.
        if (!(error instanceof KeyUnavailableError)) failed(error);
        return false;
      }
      // The answer goes out through the window that is about to be replaced.
      setImmediate(() => replaceWindow(() => runWith(vault)).catch(failed));
      return true;
    };
    const identity: WindowIdentity = { now: () => NOBODY };
    const handlers = { 'app.unlock': unlock, 'appSettings.get': async () => appSettings.get() };
    openWindow('locked', createCallAnswerer({ handlers, identity, changed: () => {}, log: logger.log }));
  }

  async function replaceWindow(open: () => Promise<void>): Promise<void> {
    const keepAlive = (): void => {};
    app.removeAllListeners('window-all-closed').on('window-all-closed', keepAlive);
    window?.close();
    await open();
    app.removeListener('window-all-closed', keepAlive).on('window-all-closed', () => {
      if (!stopping) void stop(0, 'update');
    });
  }

  try {
    const url = parseWhatsAppUrl(args.whatsappUrl ?? WHATSAPP_URL);
    if (args.whatsappUrl && !isRealWhatsApp(url) && hadRealWhatsApp(args.dataDir)) {
      throw new WhatsAppUrlError(
        '--whatsapp-url is refused: this data folder has been linked to the real WhatsApp. Use another --data-dir.',
      );
    }
    keepAppMenu(appSettings);
    serveApp(paths.renderer, () => running?.serveAttachment ?? null);
    powerMonitor.on('resume', () => running?.resumed());
    if (!args.headless) {
      const hasTray = await findTray(process.platform);
      support = supportWith(hasTray);
      desktop = openShell(hasTray);
      keepStartAtLogin(appSettings, args);
    }
    await runWith(await openOwnVault(process.env.LEXLINE_RECOVERY_KEY));
  } catch (error) {
    if (error instanceof KeyUnavailableError && !args.headless) askForRecoveryKey();
    else failed(error);
  }
}

function readyLine(args: Arguments, { apiUrl, certificate, adminKey, practiceKey }: RunningApp): string {
  return `LEXLINE_READY ${JSON.stringify({
    api: apiUrl,
    pid: process.pid,
    ...(args.printAdminKey ? { adminKey } : {}),
    ...(practiceKey === null ? {} : { practiceKey }),
    ...(certificate === null ? {} : { certificate }),
  })}`;
}
