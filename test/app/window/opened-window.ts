import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  test as base,
  type ConsoleMessage,
  type ElectronApplication,
  expect,
  type Page,
  type WebError,
} from '@playwright/test';
import type { IpcCall } from '../../../main/contract/ipc.ts';
import type { Fake } from './fake-main.ts';
import type { Scene } from './scenes.ts';
import { SESSIONS, type SessionName } from './sessions.ts';

/** The built window, open over a fake main process. */
export class OpenedWindow {
  readonly page: Page;
  readonly electron: ElectronApplication;
  /** What the window has complained about on its console. What is left at the end fails the test. */
  readonly complaints: string[];

  constructor(electron: ElectronApplication, page: Page, complaints: string[]) {
    this.electron = electron;
    this.page = page;
    this.complaints = complaints;
  }

  /** Runs `act` in the fake main process; it can use nothing from around it but `given`. */
  fake<Given, Answer>(act: (fake: Fake, given: Given) => Answer, given: Given): Promise<Answer> {
    return this.electron.evaluate(
      (_electronModule, [source, argument]) => {
        const { fake } = globalThis as unknown as { fake: Fake };
        return new Function('fake', 'given', `return (${source})(fake, given)`)(fake, argument);
      },
      [act.toString(), given] as const,
    );
  }

  /** Puts the first lawyer's session into a situation. */
  async become(name: SessionName): Promise<void> {
    await this.fake((fake, session) => {
      const lawyer = fake.world.lawyers[0];
      if (lawyer) fake.world.setSession(lawyer.id, session);
    }, SESSIONS[name]());
  }

  /** The inputs with which the window has called `name`. */
  calls(name: IpcCall): Promise<unknown[]> {
    return this.fake(
      (fake, wanted) => fake.calls.filter((call) => call.name === wanted).map(({ input }) => input),
      name,
    );
  }

  /** Does what leads to a call of `name`, whose answer comes only when the window has called `read` anew. */
  async answerAfter(name: IpcCall, read: IpcCall, act: () => Promise<void>): Promise<void> {
    await this.fake((fake, held) => void fake.held.set(held, Promise.withResolvers()), name);
    const before = (await this.calls(read)).length;
    await act();
    await expect.poll(async () => (await this.calls(read)).length).toBeGreaterThan(before);
    await this.fake((fake, held) => {
      fake.held.get(held)?.resolve();
      fake.held.delete(held);
    }, name);
  }

  /** The link to a screen, in the column or bar of them. */
  wayTo(
    screen: 'Chats' | 'Clients' | 'WhatsApp' | 'Search' | 'Templates' | 'Directory' | 'People' | 'Health' | 'Settings',
  ) {
    return this.page
      .getByRole('navigation', { name: 'What is shown' })
      .getByRole('link', { name: screen, exact: true });
  }

  /** Opens a section of the settings. Answers with where it is shown. */
  async openSettings(
    section: 'WhatsApp' | 'Lawyer’s details' | 'Rules and limits' | 'Way in from outside' | 'This app',
  ) {
    await this.wayTo('Settings').click();
    const sections = this.page.getByRole('navigation', { name: 'Parts of the settings' });
    await sections.getByRole('link', { name: section }).click();
    return this.page.getByRole('main');
  }

  /** Opens a step of the set-up. Answers with where it is shown. */
  async openSetUp(step: 'Link WhatsApp' | 'API key' | 'Webhook' | 'Way in from outside' | 'Finish') {
    const lawyer = await this.fake((fake) => fake.world.lawyers[0]?.id ?? '', null);
    await this.page.evaluate((id) => window.location.assign(`#/lawyer/${id}/set-up/finish`), lawyer);
    const steps = this.page.getByRole('navigation', { name: 'Steps of the set-up' });
    await steps.getByRole('link', { name: step }).click();
    return this.page.getByRole('main');
  }

  /** Makes the inside of the window that large, in CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as const,
    );
    await this.page.waitForFunction((wanted) => window.innerWidth === wanted, width);
  }

  /** Whether everything has its place in the width of the window, and of what is scrolled up and down in it. */
  async fits(): Promise<boolean> {
    return this.page.evaluate(() => {
      const scrolled = [...document.querySelectorAll('*')].filter((one) => {
        const { overflowX, overflowY } = getComputedStyle(one);
        const isPart = one.clientHeight > window.innerHeight / 3 && !one.matches('pre');
        return isPart && overflowY === 'auto' && overflowX === 'auto';
      });
      return [document.documentElement, ...scrolled].every((one) => one.scrollWidth <= one.clientWidth + 1);
    });
  }

  async openChat(title: string | RegExp): Promise<void> {
    await this.page.getByRole('option', { name: title }).click();
    await expect(this.page.getByRole('log')).toBeVisible();
  }

  compose() {
    return this.page.getByRole('textbox', { name: /Write a message/ });
  }

  message(text: string | RegExp) {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  /** Opens the menu of a message, and chooses from it. */
  async choose(text: string | RegExp, action: string): Promise<void> {
    const message = this.message(text).first();
    await message.hover();
    await message.getByRole('button', { name: 'What to do with this message' }).click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }

  /** Scrolls the open chat back, less than a screen at a time, until that message is on the screen. */
  async scrollBackTo(text: string): Promise<void> {
    await expect(async () => {
      await this.page.getByRole('log').evaluate(async (log) => {
        log.scrollTop -= log.clientHeight / 2;
        // What comes into sight is drawn, and measured, in the frames that follow.
        for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
      });
      await expect(this.message(text)).toBeInViewport({ timeout: 1 });
    }).toPass({ intervals: [0] });
  }

  statusBar() {
    return this.page.getByRole('region', { name: 'What is going on' });
  }
}

/** Opens a window with that scene in the fake main process. */
async function openWindow(electron: ElectronApplication, scene: Scene): Promise<Page> {
  const opening = electron.waitForEvent('window');
  await electron.evaluate((_electronModule, shown) => {
    const { openFake } = globalThis as unknown as { openFake(scene: Scene): Promise<void> };
    return openFake(shown);
  }, scene);
  return opening;
}

/**
 * A test whose window is opened with `scene`, and which fails when the window complains on its console. The process is
 * one for all tests of a worker: the window, what lies behind it and its profile are each test's own.
 */
export const test = base.extend<{ scene: Scene; opened: OpenedWindow }, { electron: ElectronApplication }>({
  scene: ['busy', { option: true }],
  electron: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters' names.
    async ({}, use) => {
      const distribution = process.env.ELECTRON_OVERRIDE_DIST_PATH;
      const profile = await mkdtemp(join(tmpdir(), 'lexline-window-'));
      const electron = await _electron.launch({
        ...(distribution && { executablePath: join(distribution, 'electron') }),
        args: [
          join(import.meta.dirname, 'fake-main.ts'),
          `--user-data-dir=${profile}`,
          '--lang=en-GB',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ],
        env: { ...process.env, LEXLINE_WINDOW_SCENE: 'none' },
      });
      await use(electron);
      await electron.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  opened: async ({ electron, scene }, use) => {
    const complaints: string[] = [];
    const said = (message: ConsoleMessage) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    };
    const failed = (error: WebError) => void complaints.push(error.error().message);
    // From before there is a window: what it says first counts, too.
    const context = electron.context();
    context.on('console', said).on('weberror', failed);
    const page = await openWindow(electron, scene);
    const opened = new OpenedWindow(electron, page, complaints);
    await use(opened);
    await opened.fake((fake) => fake.close(), null);
    context.off('console', said).off('weberror', failed);
    expect(complaints).toEqual([]);
  },
});

export { expect };
