import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { app, BrowserWindow, ipcMain, nativeTheme, protocol } from 'electron';
import type { IpcAnswer, IpcCall, IpcInput, IpcPush, LawyerWithSession } from '../../../main/contract/ipc.ts';
import { FakeWorld, QR, RECOVERY_KEY, type Scene } from './fake-world.ts';
import { playScene } from './scenes.ts';

/**
 * A main process with nothing behind it: the built window and preload, over an in-memory world. Tests reach it as
 * `globalThis.fake`. The channels' names are repeated here, so that the real constants are tested against them.
 */
const out = process.env.LEXLINE_WINDOW_OUT ?? join(import.meta.dirname, '../../../out');
const scene = (process.env.LEXLINE_WINDOW_SCENE ?? 'busy') as Scene;
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

export class Fake {
  readonly calls: { name: IpcCall; input: unknown }[] = [];
  /** The code with which the next call of a name is refused. */
  readonly refusals = new Map<IpcCall, 'internal_error' | 'invalid_request'>();
  window: BrowserWindow | null = null;
  readonly world = new FakeWorld((push) => this.push(push));

  push(push: IpcPush): void {
    this.window?.webContents.send('lexline:push', push);
  }

  answer<Call extends IpcCall>(name: Call, input: IpcInput<Call>): IpcAnswer<Call> {
    this.calls.push({ name, input });
    const code = this.refusals.get(name);
    if (code) {
      this.refusals.delete(name);
      return { ok: false, code, errors: [] };
    }
    return { ok: true, value: this.#value(name, input) as never };
  }

  #value(name: IpcCall, given: unknown): unknown {
    const input = (given ?? {}) as Record<string, string>;
    const text = (key: string) => input[key] ?? '';
    const { world } = this;
    switch (name) {
      case 'app.status':
        return world.status;
      case 'app.confirmRecoveryKey':
        return world.setAppStatus({ recovery_key: null });
      case 'app.unlock':
        return text('recovery_key') === RECOVERY_KEY;
      case 'lawyers.list':
        return world.lawyers;
      case 'lawyers.create': {
        const lawyer = world.addLawyer(text('name'), { state: 'qr', since: new Date().toISOString(), qr: QR });
        const { session: _, ...created } = lawyer satisfies LawyerWithSession;
        return { ...created, api_key: 'lx_live_7Rk2vQ9mZt4XcN8bW1sLpYdF6hGjKa3uEoVi5TqMxBr' };
      }
      case 'conversations.list':
        return world.listChats(text('lawyer_id'), input.cursor);
      case 'conversations.messages':
        return world.listMessages(text('lawyer_id'), text('conversation_id'), input.cursor);
      case 'conversations.markRead':
        return world.markRead(text('lawyer_id'), text('conversation_id'));
      case 'messages.send': {
        const to = text('to');
        const chat = world.chatByPhone(text('lawyer_id'), to) ?? world.addChat(text('lawyer_id'), to, to);
        return { id: world.addMessage(text('lawyer_id'), chat, { text: text('text'), direction: 'outbound' }).id };
      }
      case 'practice.scan':
        return world.setSession(text('lawyer_id'), { state: 'ready', since: new Date().toISOString() });
      case 'practice.write': {
        const phone = text('phone');
        const chat =
          world.chatByPhone(text('lawyer_id'), phone) ?? world.addChat(text('lawyer_id'), input.name ?? phone, phone);
        world.addMessage(text('lawyer_id'), chat, { text: text('text') });
        return undefined;
      }
      case 'whatsappView.show':
      case 'whatsappView.hide':
        return undefined;
    }
  }
}

const fake = new Fake();
Object.assign(globalThis, { fake });
ipcMain.handle('lexline:call', (_event, name: IpcCall, input) => fake.answer(name, input));

// `ready` comes only after this module has been run to its end: it must not be awaited here.
void app.whenReady().then(open);

async function open(): Promise<void> {
  protocol.handle('app', async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname));
    const body = await readFile(join(out, 'renderer', path));
    return new Response(body, { headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' } });
  });
  nativeTheme.themeSource = process.env.LEXLINE_WINDOW_THEME === 'dark' ? 'dark' : 'light';
  playScene(fake.world, scene);
  const [width = 1280, height = 800] = (process.env.LEXLINE_WINDOW_SIZE ?? '1280x800').split('x').map(Number);
  fake.window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(out, 'preload/shell.cjs'),
      sandbox: true,
      contextIsolation: true,
      additionalArguments: scene === 'locked' ? ['--lexline-view=locked'] : [],
    },
  });
  await fake.window.loadURL('app://lexline/index.html');
}
