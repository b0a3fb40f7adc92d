import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { app, BrowserWindow, ipcMain, nativeTheme, protocol, session } from 'electron';
import type { IpcEntry } from '../../../main/contract/ipc/entry.ts';
import { IPC_CALLS, type IpcAnswer, type IpcCall, IpcPush } from '../../../main/contract/ipc.ts';
import type { ProblemCode } from '../../../main/contract/problems.ts';
import { faultsIn } from '../../../main/ipc/field-faults.ts';
import { fakeAnswers } from './fake/answers.ts';
import { FakeMedia } from './fake/media.ts';
import { FakeProblem } from './fake/problem.ts';
import { FakeWorld } from './fake/world.ts';
import { playScene, type Scene } from './scenes.ts';

/**
 * A main process with nothing behind it: the built window and preload, over an in-memory world. Inputs, answers and
 * pushes are held to the contract. Tests reach the world as `globalThis.fake`, and have `globalThis.openFake` open one
 * window after another, each with a new world and a profile of its own. The channels' names are repeated here, so that
 * the real constants are tested against them.
 */
const out = process.env.LEXLINE_WINDOW_OUT ?? join(import.meta.dirname, '../../../out');
/** What a person who looks at the window sees; tests say `none` and open theirs themselves. */
const scene = process.env.LEXLINE_WINDOW_SCENE ?? 'busy';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

export class Fake {
  readonly calls: { name: IpcCall; input: unknown }[] = [];
  /** What the window was told, as JSON. */
  readonly told: string[] = [];
  /** The code with which the next call of a name is refused. */
  readonly refusals = new Map<IpcCall, ProblemCode>();
  /** What the window asked for by address, beside its own files. */
  readonly requests: string[] = [];
  /** Calls of this name, and the window's own files with it in theirs, are answered only when it is resolved. */
  readonly held = new Map<string, PromiseWithResolvers<void>>();
  readonly media = new FakeMedia();
  readonly world = new FakeWorld((push) => this.push(push));
  readonly #answers = fakeAnswers(this.world, this.media);
  window: BrowserWindow | null = null;

  /** As the real one does after a call that writes. */
  #tellChange(name: IpcCall, given: unknown): void {
    const entry: IpcEntry = IPC_CALLS[name];
    if (!('changes' in entry) || entry.changes === null) return;
    const lawyer = typeof given === 'object' && given !== null && 'lawyer_id' in given ? given.lawyer_id : null;
    this.push(IpcPush.parse({ kind: 'changed', what: entry.changes, lawyer_id: lawyer }));
  }

  /** Closes the window as a person would: what it plays and loads is ended first. */
  async close(): Promise<void> {
    const { window } = this;
    if (!window) return;
    const closed = new Promise<void>((resolve) => window.once('closed', () => resolve()));
    setImmediate(() => window.close());
    await closed;
  }

  push(push: IpcPush): void {
    const told = this.world.staff.gate(push);
    this.told.push(JSON.stringify(told));
    this.window?.webContents.send('lexline:push', IpcPush.parse(told));
  }

  answer<Call extends IpcCall>(name: Call, given: unknown): IpcAnswer<Call> {
    this.calls.push({ name, input: given });
    const code = this.refusals.get(name);
    if (code) {
      this.refusals.delete(name);
      return { ok: false, code, errors: [] };
    }
    const input = IPC_CALLS[name].input.safeParse(given, { reportInput: true });
    if (!input.success) {
      return { ok: false, code: 'invalid_request', errors: faultsIn(input.error) };
    }
    try {
      this.world.staff.assertMayCall(IPC_CALLS[name].access);
      const value = this.#answers[name](input.data as never);
      this.#tellChange(name, given);
      this.told.push(JSON.stringify(value) ?? '');
      return { ok: true, value: IPC_CALLS[name].output.parse(structuredClone(value)) as never };
    } catch (error) {
      if (error instanceof FakeProblem) return { ok: false, code: error.code, errors: error.errors };
      console.error(error);
      return { ok: false, code: 'internal_error', errors: [] };
    }
  }
}

let opened: Fake | null = null;
let windows = 0;
Object.assign(globalThis, { openFake: open });
ipcMain.handle('lexline:call', async (_event, name: IpcCall, input) => {
  if (name === 'attachments.uploadParts') await opened?.world.incoming.ended(input.upload);
  const answer = opened?.answer(name, input);
  await opened?.held.get(name)?.promise;
  return answer;
});
// Between two tests there is none.
app.on('window-all-closed', () => {
  if (scene !== 'none') app.quit();
});

// `ready` comes only after this module has been run to its end: it must not be awaited here.
void app.whenReady().then(() => {
  nativeTheme.themeSource = process.env.LEXLINE_WINDOW_THEME === 'dark' ? 'dark' : 'light';
  if (scene !== 'none') void open(scene as Scene);
});

/** Opens a window on a new world. */
async function open(shown: Scene): Promise<void> {
  const fake = new Fake();
  opened = fake;
  Object.assign(globalThis, { fake });
  windows += 1;
  const profile = session.fromPartition(`window ${windows}`);
  profile.protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/attachments/')) {
      fake.requests.push(pathname);
      return fake.media.answer(pathname, request.headers.get('range'));
    }
    for (const [part, { promise }] of fake.held) if (pathname.includes(part)) await promise;
    const path = normalize(decodeURIComponent(pathname));
    const body = await readFile(join(out, 'renderer', path));
    return new Response(body, { headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' } });
  });
  playScene(fake.world, fake.media, shown);
  const [width = 1280, height = 800] = (process.env.LEXLINE_WINDOW_SIZE ?? '1280x800').split('x').map(Number);
  fake.window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    autoHideMenuBar: true,
    webPreferences: {
      session: profile,
      preload: join(out, 'preload/shell.cjs'),
      sandbox: true,
      contextIsolation: true,
      additionalArguments: shown === 'locked' ? ['--lexline-view=locked'] : [],
    },
  });
  await fake.window.loadURL('app://lexline/index.html');
}
