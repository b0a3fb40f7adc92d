import { expect, test } from '@playwright/test';
import { type NgrokClient, ngrokTunnel } from '../../../main/tunnel/ngrok-tunnel.ts';
import { TunnelFault } from '../../../main/tunnel/tunnel-provider.ts';

/**
 * The service cannot be reached from the machines that test this: ngrok's client is a fake here, of the shape that its
 * types have, and only that its module can be loaded is seen of the real one.
 */
class FakeNgrok implements NgrokClient {
  config: Parameters<NgrokClient['forward']>[0] | undefined;
  closed = 0;
  address: string | null = 'https://lexline.ngrok.app';
  fails: Error | null = null;
  hangs = false;
  private arrive = (): void => {};

  async forward(config: Parameters<NgrokClient['forward']>[0]) {
    this.config = config;
    if (this.hangs) await new Promise<void>((resolve) => (this.arrive = resolve));
    if (this.fails) throw this.fails;
    return {
      url: () => this.address,
      close: async () => {
        this.closed += 1;
      },
    };
  }

  /** What has been hanging comes after all. */
  async comeLate(): Promise<void> {
    this.arrive();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let ngrok: FakeNgrok;
let alive: boolean[];

test.beforeEach(() => {
  ngrok = new FakeNgrok();
  alive = [];
});

function open({ domain = null as string | null, signal = new AbortController().signal, patience = 5_000 } = {}) {
  const opened = ngrokTunnel({ authtoken: 'secret', domain, load: async () => ngrok, patience });
  return opened({ port: 4711, signal, alive: (is) => void alive.push(is) });
}

const causeOf = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof TunnelFault ? error.tunnelCause : String(error)),
  );

test('it leads to the port, has the address that ngrok gives, and is closed', async () => {
  const link = await open({ domain: 'lexline.ngrok.app' });
  expect(link.address).toBe('https://lexline.ngrok.app');
  expect(ngrok.config).toMatchObject({ addr: '127.0.0.1:4711', authtoken: 'secret', domain: 'lexline.ngrok.app' });
  await link.close();
  expect([ngrok.closed, (await link.ended).tunnelCause]).toEqual([1, 'connection_lost']);
});

test('what ngrok says of its connection is passed on', async () => {
  const link = await open();
  expect(ngrok.config).not.toHaveProperty('domain');
  for (const status of ['closed', 'connected']) ngrok.config?.onStatusChange(status);
  expect(alive).toEqual([false, true]);
  await link.close();
});

test('a refused token, no answer, a strange address and a machine without it are told apart', async () => {
  ngrok.fails = new Error('authentication failed: The authtoken is not valid. ERR_NGROK_107');
  expect(await causeOf(open())).toBe('credentials_refused');
  ngrok.fails = new Error('dns error: ERR_NGROK_8012');
  expect(await causeOf(open())).toBe('no_answer');
  ngrok.fails = null;
  for (const address of [null, 'javascript:alert(1)', 'https://x/\nhttps://y', 'http://plain.example']) {
    ngrok.address = address;
    expect(await causeOf(open())).toBe('protocol_error');
  }
  expect(ngrok.closed).toBe(4);
  const nowhere = ngrokTunnel({ authtoken: 'x', domain: null, load: () => Promise.reject(new Error('no binding')) });
  const options = { port: 1, signal: new AbortController().signal, alive: () => {} };
  expect(await causeOf(nowhere(options))).toBe('not_supported_here');
});

test('what comes too late, or when it is not wanted any more, is closed', async () => {
  ngrok.hangs = true;
  expect(await causeOf(open({ patience: 20 }))).toBe('no_answer');
  await ngrok.comeLate();
  expect(ngrok.closed).toBe(1);
  const giving = new AbortController();
  const opening = open({ signal: giving.signal });
  await new Promise((resolve) => setImmediate(resolve));
  giving.abort();
  expect(await causeOf(opening)).toBe('connection_lost');
  await ngrok.comeLate();
  expect(ngrok.closed).toBe(2);
});

test('the real module can be loaded on this machine, and has what is used of it', async () => {
  const real: NgrokClient = await import('@ngrok/ngrok');
  expect(typeof real.forward).toBe('function');
});
