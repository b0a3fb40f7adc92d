import { app } from 'electron';
import electronUpdater, { type AppUpdater, type UpdateInfo } from 'electron-updater';
import { NOTES_SHOWN, type UpdateProblem, type UpdateRelease, Version } from '../../contract/updates.ts';
import { UpdateFault, type Updater } from '../../domain/updates.ts';
import { BoundedExecutor, TooLargeError } from './bounded-executor.ts';
import type { PackageType } from './build-mark.ts';
import { SignedFeed, type SignedFeedOptions, sizeOf } from './signed-feed.ts';

interface Options {
  feed: string;
  key: string;
  version: string;
  installed: Exclude<PackageType, null>;
}

export interface OpenedUpdater extends Updater {
  /** Installs what was downloaded, the last thing before the app ends. `runAgain`: and starts that. */
  install(runAgain: boolean): void;
}

/** electron-updater on our signed feed: it is what installs on each system, and it does nothing by itself. */
export function openUpdater({ feed, key, version, installed }: Options): OpenedUpdater {
  const { autoUpdater, BaseUpdater, CancellationToken } = electronUpdater;
  const executor = new BoundedExecutor();
  // All that is said of this machine: electron-updater's own header and Chromium's would say more, or something else.
  const headers = { 'User-Agent': `Lexline/${version} (${process.platform}; ${process.arch})`, 'Accept-Language': '*' };
  let cancel = (): void => {};
  let found: UpdateInfo | null = null;
  // An AppImage is unpacked to another place at each start; the new one can have another name.
  let program = process.env.APPIMAGE;

  configure(autoUpdater);
  // It has no setting for these: its own way to the network has no bounds, and it would make an id of this machine.
  Object.assign(autoUpdater, { httpExecutor: executor, stagingUserIdPromise: { value: Promise.resolve('') } });
  const options: SignedFeedOptions = {
    ...{ provider: 'custom', updateProvider: SignedFeed, url: feed },
    ...{ key, executor, headers },
  };
  autoUpdater.setFeedURL(options);
  autoUpdater.requestHeaders = headers;
  autoUpdater.on('appimage-filename-updated', (path) => {
    program = path;
  });

  return {
    async look() {
      found = null;
      executor.onReceived = () => {};
      const result = await autoUpdater.checkForUpdates().catch((error) => {
        throw faultOf(error, 'feed_unreadable');
      });
      if (!result) throw new UpdateFault('not_for_this_system');
      if (result.isUpdateAvailable) found = result.updateInfo;
      return { release: releaseOf(result.updateInfo), fits: result.isUpdateAvailable };
    },
    async download(onProgress) {
      if (!found) throw new UpdateFault('download_failed');
      const token = new CancellationToken();
      cancel = () => token.cancel();
      const size = sizeOf(found, feed, installed);
      executor.limit = Math.max(...found.files.map((file) => file.size ?? 0));
      executor.onReceived = (bytes) => onProgress(Math.min(100, Math.floor((100 * bytes) / size)));
      await autoUpdater.downloadUpdate(token).catch((error) => {
        throw faultOf(error, 'download_failed');
      });
    },
    cancel: () => cancel(),
    install(runAgain) {
      if (!(autoUpdater instanceof BaseUpdater)) {
        // macOS itself installs what was handed to it when the app ends.
        if (runAgain) autoUpdater.quitAndInstall();
        return;
      }
      const isLinux = process.platform === 'linux';
      // On Windows the installer starts it, and can hand no command line on.
      const isBegun = autoUpdater.install(true, runAgain && !isLinux && process.argv.length === 1);
      if (isBegun && isLinux && runAgain) {
        app.relaunch({ args: process.argv.slice(1), ...(program && { execPath: program }) });
      }
    },
  };
}

function configure(updater: AppUpdater): void {
  updater.logger = null;
  updater.autoDownload = false;
  // On macOS it only means that the system is handed the file when it is there; else `install` is called.
  updater.autoInstallOnAppQuit = process.platform === 'darwin';
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // The whole file: its hash is what was signed.
  updater.disableDifferentialDownload = true;
  updater.isUserWithinRollout = () => true;
}

function releaseOf({ version, releaseDate, releaseNotes }: UpdateInfo): UpdateRelease {
  const date = new Date(releaseDate);
  return {
    version: Version.parse(version),
    released_at: Number.isNaN(date.getTime()) ? null : date.toISOString(),
    notes: typeof releaseNotes === 'string' ? releaseNotes.slice(0, NOTES_SHOWN) : '',
  };
}

function faultOf(error: unknown, otherwise: UpdateProblem): UpdateFault {
  if (error instanceof UpdateFault) return error;
  if (error instanceof TooLargeError) return new UpdateFault('file_wrong');
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_CHECKSUM_MISMATCH') return new UpdateFault('file_wrong');
  return new UpdateFault(code === 'ENOSPC' ? 'no_room' : otherwise);
}
