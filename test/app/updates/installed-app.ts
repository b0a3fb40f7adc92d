import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Updates } from '../../../main/contract/updates.ts';
import { electronBinary, ROOT } from '../../support/running-app.ts';
import { type Feed, PUBLIC_KEY, startFeed } from './feed.ts';

interface ShellWindow {
  lexline: { call(name: string, input?: unknown): Promise<{ ok: boolean; value: unknown }> };
}

/** The app as it was installed from an AppImage, with its window, and a feed on loopback. */
export class InstalledApp {
  readonly electron: ElectronApplication;
  readonly window: Page;
  readonly feed: Feed;
  /** The file that somebody has on the desktop. */
  readonly appImage: string;
  /** Where a new one says that it was run. */
  readonly ran: string;

  constructor(electron: ElectronApplication, window: Page, feed: Feed, folder: string) {
    this.electron = electron;
    this.window = window;
    this.feed = feed;
    this.appImage = join(folder, 'Lexline.AppImage');
    this.ran = join(folder, 'ran');
  }

  async call(name: string, input?: unknown): Promise<unknown> {
    const call = ([wanted, given]: [string, unknown]) => (window as unknown as ShellWindow).lexline.call(wanted, given);
    return (await this.window.evaluate(call, [name, input] as [string, unknown])).value;
  }

  async updates(): Promise<Updates> {
    return (await this.call('updates.get')) as Updates;
  }

  async allow(): Promise<void> {
    await this.call('appSettings.setConduct', { look_for_updates: true });
  }

  /** What came of looking: the step, or why there is none. */
  async look(): Promise<string> {
    const { state, problem } = (await this.call('updates.look')) as Updates;
    return problem ?? state.step;
  }

  async download(): Promise<void> {
    await this.call('updates.download');
  }
}

/**
 * Electron under another name is a packed app to itself. So this is the built app with the runtime of the tests, and all of
 * its inspection, which the packed app's fuses forbid.
 */
function assemble(folder: string, feed: string, version: string): string {
  const runtime = dirname(electronBinary());
  const place = join(folder, 'installed');
  mkdirSync(join(place, 'resources/app'), { recursive: true });
  for (const name of readdirSync(runtime)) {
    if (name === 'resources') continue;
    if (name === basename(electronBinary())) linkOrCopy(join(runtime, name), join(place, 'lexline'));
    // What is mapped is looked for beside the program, and links are followed.
    else symlinkSync(join(runtime, name), join(place, name));
  }
  const app = join(place, 'resources/app');
  for (const name of ['out', 'resources', 'node_modules']) symlinkSync(join(ROOT, name), join(app, name));
  const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const lexline = { kind: 'release', feed, key: PUBLIC_KEY };
  writeFileSync(join(app, 'package.json'), JSON.stringify({ ...pkg, version, lexline }));
  writeFileSync(join(place, 'resources/app-update.yml'), 'updaterCacheDirName: lexline-updater\n');
  return join(place, 'lexline');
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** A program in an AppImage's place: it writes down with what it was run. */
export function newAppImage(ran: string, padding = 0): Buffer {
  const script = `#!/bin/sh\necho "\${APPIMAGE_EXIT_AFTER_INSTALL:-run}" "$@" >> '${ran}'\nexit 0\n`;
  return Buffer.concat([Buffer.from(script), Buffer.alloc(padding, '#')]);
}

function windowOf(electron: ElectronApplication): Page | undefined {
  return electron.windows().find((page) => page.url().startsWith('app://lexline/'));
}

export const test = base.extend<{ language: string; installed: InstalledApp }>({
  /** The system's. */
  language: ['en', { option: true }],
  installed: async ({ language }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lexline-updates-'));
    const feed = await startFeed();
    const binary = assemble(folder, feed.url, '0.2.0');
    writeFileSync(join(folder, 'Lexline.AppImage'), 'the old one', { mode: 0o755 });
    const electron = await _electron.launch({
      executablePath: binary,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...['--data-dir', join(folder, 'data'), '--api-port', '0', '--practice'],
      ],
      env: {
        ...(process.env as Record<string, string>),
        ...{ LANGUAGE: language, APPIMAGE: join(folder, 'Lexline.AppImage'), XDG_CACHE_HOME: join(folder, 'cache') },
      },
      cwd: tmpdir(),
    });
    await expect.poll(() => windowOf(electron) !== undefined).toBe(true);
    const app = new InstalledApp(electron, windowOf(electron) as Page, feed, folder);
    // It is shown over all else until it is written down.
    await app.call('app.confirmRecoveryKey');
    await use(app);
    await electron.close().catch(() => {});
    await feed.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect };
