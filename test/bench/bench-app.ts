import { waitUntil } from '../demo/wait-until.ts';
import { electronBinary, ROOT, type StartedApp, startApp } from '../support/running-app.ts';
import { connectDevTools, type DevTools, findPage } from './probe/dev-tools.ts';

/** For Electron's first start on a slow machine, in ms. */
const READY_PATIENCE = 120_000;

/** The address of our own window begins so. */
const OWN_WINDOW = 'app://lexline/';

/** What Chromium says of its inspector. */
const CHROMIUM = /^DevTools listening on (ws:\S+)/m;

export interface BenchApp extends StartedApp {
  /** The lawyer that the practice account starts with. */
  readonly lawyer: Lawyer;
  /** Resolves when the session is ready; scans the QR code with the simulated phone where one is shown. */
  linked(lawyer: Lawyer): Promise<void>;
  /** Resolves when the session's page is closed, its log-in kept. */
  asleep(lawyer: Lawyer): Promise<void>;
  /** Everything is sent as soon as the page takes it, not at a person's pace. */
  withoutPace(lawyer: Lawyer): Promise<void>;
  /** The inspector of the main process; only in an app that was started with `inspected`. */
  inspectMain(): Promise<DevTools>;
  /** The stand-in page of the first lawyer; only in an app that was started with `inspected`. */
  inspectPage(): Promise<DevTools>;
  /** The page of our own window, as soon as there is one; only in an app that was started with `window` and `inspected`. */
  inspectWindow(): Promise<DevTools>;
}

export interface Lawyer {
  id: string;
  phone: string;
  key: string;
}

export interface BenchAppOptions {
  dataDir: string;
  /** The stand-in's address. */
  whatsappUrl: string;
  /** With our own window, or without one. */
  window: boolean;
  /** With the inspectors of the main process and of the pages, for the figures that need them. */
  inspected: boolean;
}

/** Starts the built app in the practice account, as it is shipped. Resolves when its API answers. */
export async function startBenchApp({ dataDir, whatsappUrl, window, inspected }: BenchAppOptions): Promise<BenchApp> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const inspectors = inspected ? ['--inspect=0', '--remote-debugging-port=0'] : [];
  const app = await startApp({
    dataDir,
    bare: true,
    command: [electronBinary(), ...sandbox, ...inspectors, ROOT],
    args: [
      ...['--practice', '--whatsapp-url', whatsappUrl, '--api-port', '0', '--ready-line', '--print-admin-key'],
      // What is measured is the app, not its limit.
      ...['--requests-per-minute', '10000000'],
      ...(window ? [] : ['--headless']),
    ],
  });
  const { id, phone_number: phone } = (await app.call('GET', '/v1/lawyers/me')).body;
  const lawyer: Lawyer = { id, phone, key: app.ready.practiceKey ?? '' };

  async function stateOf({ id, key }: Lawyer): Promise<string> {
    return (await app.call('GET', `/v1/lawyers/${id}/session`, { key })).body.state;
  }

  async function linked(lawyer: Lawyer): Promise<void> {
    await waitUntil(async () => {
      const state = await stateOf(lawyer);
      if (state === 'qr') await app.call('POST', '/v1/practice/scan', { key: lawyer.key });
      return state === 'ready' ? true : null;
    }, AbortSignal.timeout(READY_PATIENCE));
  }

  async function asleep(lawyer: Lawyer): Promise<void> {
    const { id, key } = lawyer;
    await app.call('POST', `/v1/lawyers/${id}/session/sleep`, { key });
    const isAsleep = async () => ((await stateOf(lawyer)) === 'asleep' ? true : null);
    await waitUntil(isAsleep, AbortSignal.timeout(READY_PATIENCE));
  }

  async function withoutPace({ id, key }: Lawyer): Promise<void> {
    const { status } = await app.call('PATCH', `/v1/lawyers/${id}/settings`, {
      key,
      body: { pace: { enabled: false } },
    });
    if (status !== 200) throw new Error(`the pace was not switched off: ${status}`);
  }

  function inspectorUrl(line: RegExp): Promise<string> {
    return waitUntil(() => line.exec(app.stderr())?.[1], AbortSignal.timeout(READY_PATIENCE));
  }

  return {
    ...app,
    lawyer,
    linked,
    asleep,
    withoutPace,
    inspectMain: async () => connectDevTools(await inspectorUrl(/^Debugger listening on (ws:\S+)/m)),
    inspectPage: async () => findPage(await inspectorUrl(CHROMIUM), whatsappUrl),
    async inspectWindow() {
      const url = await inspectorUrl(CHROMIUM);
      return waitUntil(() => findPage(url, OWN_WINDOW).catch(() => null), AbortSignal.timeout(READY_PATIENCE));
    },
  };
}
