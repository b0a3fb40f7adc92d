import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle } from '@playwright/test';
import { createPracticeClient, type PracticeClient } from '../../../main/practice/practice-client.ts';
import { startStandIn } from '../../support/stand-in-process.ts';
import { type Language, launch, ShownApp } from './shown-app.ts';

export const LAWYER = { name: 'Dr. Anna Weber', email: 'anna@kanzlei.example', phone: '+4915100000001' };
const ACCOUNT = LAWYER.phone.slice(1);

/** Two clients. */
export const ANNA = '+4915112345678';
export const BEN = '+4915112345679';

/** The built app on a simulated WhatsApp, handled as a person would, with the phones of the lawyer and the clients beside it. */
export class WalkedApp extends ShownApp {
  readonly phones: PracticeClient;
  readonly account = ACCOUNT;
  readonly #folder: string;

  constructor({ electron, page, language }: ShownApp, phones: PracticeClient, folder: string) {
    super(electron, page, language);
    this.phones = phones;
    this.#folder = folder;
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

  compose(name: string) {
    return this.page.getByRole('textbox', { name: this.word('chat.compose_to', { name }) });
  }

  qrCode() {
    return this.page.locator('svg[data-qr]');
  }

  async readQrCode(): Promise<string> {
    return (await this.qrCode().getAttribute('data-qr')) ?? '';
  }

  /** The lawyer's phone scans the code that is shown. */
  async scan(): Promise<void> {
    await this.phones.scan({ ref: await this.readQrCode(), phone: LAWYER.phone, name: LAWYER.name });
  }

  /** A file on its way into the window: dragged, or on the clipboard. */
  async transfer({
    name,
    type,
    bytes,
  }: {
    name: string;
    type: string;
    bytes: Buffer;
  }): Promise<JSHandle<DataTransfer>> {
    return this.page.evaluateHandle(
      (file) => {
        const content = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], file.name, { type: file.type }));
        return transfer;
      },
      { name, type, base64: bytes.toString('base64') },
    );
  }

  /** What the system asks from now on, which no test can see, is answered: under that name. Answers with the whole path. */
  async savesAs(name: string): Promise<string> {
    const path = join(this.#folder, name);
    await this.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    return path;
  }

  /** The status with which the API, whose address stands in the window, answers somebody with that key. */
  async asDirectory(path: string, key: string): Promise<number> {
    const shown = await this.page.getByText(this.saying('bar.api')).textContent();
    const api = /http:\S+\d/.exec(shown ?? '')?.[0] ?? '';
    return (await fetch(new URL(path, api), { headers: { authorization: `Bearer ${key}` } })).status;
  }
}

/** Starts it for the first time, lets `walk` go through it, and takes everything away. */
export async function withWalkedApp(language: Language, walk: (app: WalkedApp) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-walk-'));
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const args = ['--api-port', '0', '--whatsapp-url', standIn.url, '--allow-loopback-webhooks'];
  const shown = await launch(dataDir, language, args);
  try {
    await walk(new WalkedApp(shown, createPracticeClient(standIn.url), folder));
  } finally {
    await shown.electron.close();
    await standIn.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
