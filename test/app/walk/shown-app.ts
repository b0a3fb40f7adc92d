import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { isolated } from '../../../renderer/ui/isolated.ts';
import { electronBinary, ROOT } from '../../support/running-app.ts';

export type Language = 'en' | 'ar';

/** Where something is filled in, such as `{{count, number}}`. */
const FILLED_IN = /\{\{(\w+)[^}]*\}\}/g;

type Words = { [key: string]: string | Words };

/** Looks at a screen, of which pictures are kept under that name. */
export type Look = (name: string) => Promise<void>;

/** Our window of the built app, by the words that a person reads in it. */
export class ShownApp {
  readonly page: Page;
  readonly electron: ElectronApplication;
  readonly language: Language;
  readonly #words: Words;

  constructor(electron: ElectronApplication, page: Page, language: Language) {
    this.electron = electron;
    this.page = page;
    this.language = language;
    this.#words = JSON.parse(readFileSync(join(ROOT, `renderer/i18n/${language}.json`), 'utf8'));
  }

  /** A text of the window's as a person reads it, such as `chats.new`; what is filled in stands in `values`. */
  word(key: string, values: Record<string, string> = {}): string {
    const around = this.language === 'ar' ? 'rtl' : 'ltr';
    return this.#text(key).replaceAll(FILLED_IN, (_all, name: string) => isolated(values[name] ?? '', around));
  }

  /** The same, whatever is filled in. */
  saying(key: string): RegExp {
    const parts = this.#text(key).replaceAll(FILLED_IN, '\0').split('\0');
    return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
  }

  #text(key: string): string {
    const found = key
      .split('.')
      .reduce<string | Words | undefined>(
        (inner, part) => (typeof inner === 'object' ? inner[part] : undefined),
        this.#words,
      );
    if (typeof found !== 'string') throw new Error(`the window has no text ${key}`);
    return found;
  }

  button(key: string) {
    return this.page.getByRole('button', { name: this.word(key), exact: true });
  }

  field(key: string) {
    return this.page.getByLabel(this.word(key), { exact: true });
  }

  heading(key: string, values?: Record<string, string>) {
    return this.page.getByRole('heading', { name: this.word(key, values), exact: true });
  }

  dialog(key: string) {
    return this.page.getByRole('dialog', { name: this.word(key) });
  }

  /** To a screen, by the column of them. */
  async goTo(key: string): Promise<void> {
    const ways = this.page.getByRole('navigation', { name: this.word('app.views') });
    await ways.getByRole('link', { name: this.word(key), exact: true }).click();
  }

  /** To a part of the screen that is shown. */
  async goToPart(parts: string, key: string): Promise<void> {
    const ways = this.page.getByRole('navigation', { name: this.word(parts) });
    await ways.getByRole('link', { name: this.word(key), exact: true }).click();
  }

  /** What is shown this once, and is stored elsewhere. */
  async takeSecret(label: string): Promise<string> {
    const secret = await this.page.getByRole('textbox', { name: this.word(label), exact: true }).inputValue();
    await this.button('key.done').click();
    return secret;
  }

  /** Another window that the app has opened, once it shows what is at that path. */
  async windowAt(path: string): Promise<Page> {
    const find = () => this.electron.windows().find((page) => new URL(page.url()).pathname === path);
    await expect.poll(() => find() !== undefined).toBe(true);
    return find() as Page;
  }

  /**
   * Everything has its place, wide and narrow; a picture of each, dark and light, goes into `folder`. CI, where nobody looks at
   * them, makes none.
   */
  async look(folder: string, name: string): Promise<void> {
    for (const colorScheme of process.env.CI ? (['light'] as const) : (['dark', 'light'] as const)) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of [400, 1280]) {
        await this.#resize(width);
        const { wide, seen } = await this.page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          seen: window.innerWidth,
        }));
        expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(seen);
        if (process.env.CI) continue;
        const path = join(folder, `${name}-${colorScheme}-${width}.png`);
        await this.page.screenshot({ path, animations: 'disabled' });
      }
    }
  }

  async #resize(width: number): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, wide) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, 800),
      width,
    );
    await this.page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    // What has other heights in another width is measured when it was drawn once.
    await this.page.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    });
  }
}

/** Starts the built app for the first time, as it is shipped, on a system in that language. */
export async function launch(dataDir: string, language: Language, args: readonly string[]): Promise<ShownApp> {
  // What tells the app that a launcher has started it: then it cannot start itself again.
  const { LEXLINE_LAUNCHER: _launcher, ...env } = process.env;
  const electron = await _electron.launch({
    executablePath: electronBinary(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, '--data-dir', dataDir, ...args],
    cwd: tmpdir(),
    env: { ...(env as Record<string, string>), LANGUAGE: language },
  });
  const own = () => electron.windows().find((page) => page.url().startsWith('app://lexline/'));
  await expect.poll(() => own() !== undefined).toBe(true);
  return new ShownApp(electron, own() as Page, language);
}
