import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { createPracticeClient, type PracticeClient } from '../../../main/practice/practice-client.ts';
import { electronBinary, ROOT } from '../../support/running-app.ts';
import { startStandIn } from '../../support/stand-in-process.ts';

export type Language = 'en' | 'ar';

type Words = { [key: string]: string | Words };

export const LAWYER = { name: 'Dr. Anna Weber', email: 'anna@kanzlei.example', phone: '+4915100000001' };
const ACCOUNT = LAWYER.phone.slice(1);

/** Two clients. */
export const ANNA = '+4915112345678';
export const BEN = '+4915112345679';

/** Looks at a screen, of which pictures are kept under that name. */
export type Look = (name: string) => Promise<void>;

/** The built app as it is shipped, on a data folder of its own and a simulated WhatsApp, handled as a person would. */
export class WalkedApp {
  readonly page: Page;
  readonly phones: PracticeClient;
  readonly account = ACCOUNT;
  readonly #electron: ElectronApplication;
  readonly #words: Words;

  constructor(electron: ElectronApplication, page: Page, phones: PracticeClient, language: Language) {
    this.#electron = electron;
    this.page = page;
    this.phones = phones;
    this.#words = JSON.parse(readFileSync(join(ROOT, `renderer/i18n/${language}.json`), 'utf8'));
  }

  /** A text of the window's as a person reads it, such as `chats.new`; what is filled in stands in `values`. */
  word(key: string, values: Record<string, string> = {}): string {
    const found = key
      .split('.')
      .reduce<string | Words | undefined>(
        (inner, part) => (typeof inner === 'object' ? inner[part] : undefined),
        this.#words,
      );
    if (typeof found !== 'string') throw new Error(`the window has no text ${key}`);
    return found.replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_all, name: string) => values[name] ?? '');
  }

  /** The same, whatever is filled in. */
  saying(key: string): RegExp {
    const parts = this.word(key, { name: '\0', time: '\0' }).split('\0');
    return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
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

  chat(name: string) {
    return this.page.getByRole('listbox', { name: this.word('chats.list') }).getByRole('option', { name });
  }

  /** The first one with that text: what answers it quotes it below. */
  message(text: string) {
    return this.page.getByRole('log').getByRole('article').filter({ hasText: text }).first();
  }

  /** What can be done with a message, from its menu. */
  async choose(text: string, key: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text)
      .getByRole('button', { name: this.word('message.actions') })
      .click();
    await this.page.getByRole('menuitem', { name: this.word(key), exact: true }).click();
  }

  /** A client writes on a phone. Answers with the message's id there. */
  async clientWrites(client: string, name: string, text: string): Promise<string> {
    return (await this.phones.writeAsClient({ account: ACCOUNT, client, name, text })).id;
  }

  /** What stands on the client's phone. */
  async onPhoneOf(client: string): Promise<string[]> {
    return (await this.phones.readClientPhone(ACCOUNT, client)).map(({ text }) => text);
  }

  async scan(code: string): Promise<void> {
    await this.phones.scan({ ref: code, phone: LAWYER.phone, name: LAWYER.name });
  }

  /** Everything has its place, dark and light, wide and narrow; a picture of each goes into `folder`. */
  async look(folder: string, name: string): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of [400, 1280]) {
        await this.#resize(width);
        const { wide, seen } = await this.page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          seen: window.innerWidth,
        }));
        expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(seen);
        await this.page.screenshot({
          path: join(folder, `${name}-${colorScheme}-${width}.png`),
          animations: 'disabled',
        });
      }
    }
  }

  async #resize(width: number): Promise<void> {
    await this.#electron.evaluate(
      ({ BrowserWindow }, wide) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, 800),
      width,
    );
    await this.page.waitForFunction((wanted) => window.innerWidth === wanted, width);
  }
}

/** Starts it for the first time, lets `walk` go through it, and takes everything away. */
export async function withWalkedApp(language: Language, walk: (app: WalkedApp) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-walk-'));
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const electron = await _electron.launch({
    executablePath: electronBinary(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ROOT,
      ...['--data-dir', dataDir, '--api-port', '0', '--whatsapp-url', standIn.url, '--allow-loopback-webhooks'],
    ],
    cwd: tmpdir(),
    env: { ...process.env, LANGUAGE: language },
  });
  try {
    const own = () => electron.windows().find((page) => page.url().startsWith('app://lexline/'));
    await expect.poll(() => own() !== undefined).toBe(true);
    await walk(new WalkedApp(electron, own() as Page, createPracticeClient(standIn.url), language));
  } finally {
    await electron.close();
    await standIn.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
