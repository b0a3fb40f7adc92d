import { join } from 'node:path';
import { ROOT } from '../../support/running-app.ts';
import { expect, test } from './inspected-app.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('our window neither leaves nor opens others, and hands nothing on by itself', async ({ inspected }) => {
  const page = inspected.window;
  const address = page.url();
  for (const url of [inspected.page.url, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,hello']) {
    await page.evaluate((target) => {
      location.href = target;
    }, url);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(page.url()).toBe(address);
  }
  const opened = await page.evaluate(() =>
    [
      'https://example.com/a',
      'http://example.com/b',
      'file:///etc/passwd',
      'app://lexline/index.html',
      'about:blank',
    ].map((url) => window.open(url)),
  );
  expect(opened).toEqual(Array(5).fill(null));
  expect((await inspected.seen()).openedOutside).toEqual([]);
  expect(await page.evaluate(() => document.getElementById('root')?.childElementCount)).toBeGreaterThan(0);
});

test('a window whose page is killed comes back to where it was', async ({ inspected }) => {
  const at = `#/lawyer/${inspected.lawyer.id}/settings/tunnel`;
  await inspected.window.evaluate((hash) => window.location.assign(hash), at);
  await expect(inspected.window.getByRole('main').getByRole('region', { name: 'Way in from outside' })).toBeVisible();
  // Playwright's own page does not outlive its process: what comes back is asked of Electron.
  const came = await inspected.electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('there is no window');
    const loaded = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
    contents.forcefullyCrashRenderer();
    await loaded;
    return contents.getURL();
  });
  expect(came).toBe(`app://lexline/index.html${at}`);
  const shown = () =>
    inspected.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelector('main [aria-label="Way in from outside"]') !== null`,
      ),
    );
  await expect.poll(shown).toBe(true);
});

test('our window has no Node, and its content policy is in force', async ({ inspected }) => {
  const page = inspected.window;
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => name in window),
  );
  expect(found).toEqual([]);
  const blocked = await page.evaluate(
    (elsewhere) =>
      new Promise<string[]>((resolve) => {
        const directives: string[] = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          directives.push(effectiveDirective);
          if (directives.length === 4) resolve(directives.sort());
        });
        document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
        document.body.append(Object.assign(document.createElement('img'), { src: `${elsewhere}image` }));
        document.body.append(Object.assign(document.createElement('iframe'), { src: `${elsewhere}frame` }));
        void fetch(`${elsewhere}fetch`).catch(() => {});
      }),
    inspected.page.url,
  );
  expect(blocked).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  const paths = inspected.page.requests.map(({ path }) => path);
  for (const path of ['/image', '/frame', '/fetch']) expect(paths).not.toContain(path);
});

test('it downloads nothing by itself, neither a file of a message nor one that its page has made', async ({
  inspected,
}) => {
  const uploaded = await fetch(new URL('/v1/attachments?file_name=photo.png', inspected.ready.api), {
    method: 'POST',
    headers: { authorization: `Bearer ${inspected.lawyer.key}`, 'content-type': 'image/png' },
    body: PNG,
  });
  const { id } = (await uploaded.json()) as { id: string };
  await inspected.electron.evaluate(({ BrowserWindow }) => {
    const states: string[] = [];
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (event, item) => {
      states.push(`${event.defaultPrevented} ${item.getURL().split(':')[0]}`);
      // Where nothing refuses it, it must not wait for a dialog.
      event.preventDefault();
    });
    Object.assign(globalThis, { downloads: states });
  });
  const address = `app://lexline/attachments/${inspected.lawyer.id}/${id}`;
  const found = await inspected.window.evaluate(async (file) => {
    const { status } = await fetch(file);
    for (const href of [file, URL.createObjectURL(new Blob(['x']))]) {
      const link = Object.assign(document.createElement('a'), { href, download: 'film.png' });
      document.body.append(link);
      link.click();
    }
    return status;
  }, address);
  expect(found).toBe(200);
  const downloads = () => inspected.electron.evaluate(() => (globalThis as { downloads?: string[] }).downloads ?? []);
  await expect.poll(async () => (await downloads()).sort()).toEqual(['true app', 'true blob']);
});

test('its calls are known by name and shape, or refused', async ({ inspected }) => {
  const page = inspected.window;
  const answers = await page.evaluate(() => {
    const { lexline } = window as unknown as { lexline: { call(name: unknown, input: unknown): Promise<unknown> } };
    const calls: [unknown, unknown][] = [
      ['app.quit', undefined],
      ['__proto__', {}],
      ['constructor', {}],
      ['toString', undefined],
      [42, undefined],
      [{ name: 'app.status' }, undefined],
      ['conversations.list', { lawyer_id: '../..' }],
      ['messages.send', { lawyer_id: 1, to: [], text: {} }],
      ['app.unlock', { recovery_key: 'x'.repeat(10_000) }],
    ];
    return Promise.all(calls.map(([name, input]) => lexline.call(name, input)));
  });
  expect(answers.map((answer) => (answer as { code?: string }).code)).toEqual([
    ...Array(6).fill('not_found'),
    ...Array(3).fill('invalid_request'),
  ]);
  const status = await page.evaluate(() =>
    (window as unknown as { lexline: { call(name: string): Promise<{ ok: boolean }> } }).lexline.call('app.status'),
  );
  expect(status.ok).toBe(true);
});

test('a link of a message is given to the system only when it leads to a page, a mailbox or a number', async ({
  inspected,
}) => {
  const answers = await inspected.window.evaluate(() => {
    const { lexline } = window as unknown as { lexline: { call(name: string, input: unknown): Promise<unknown> } };
    const addresses = ['https://example.com/a b', 'mailto:a@example.com?attach=/etc/passwd', 'javascript:alert(1)'];
    addresses.push('file:///etc/passwd', 'ms-msdt:/id', 'example.com', 'x'.repeat(5000));
    return Promise.all(addresses.map((address) => lexline.call('links.open', { address })));
  });
  expect(answers.map((answer) => (answer as { code?: string }).code ?? 'opened')).toEqual([
    ...Array(2).fill('opened'),
    ...Array(5).fill('invalid_request'),
  ]);
  expect((await inspected.seen()).openedOutside).toEqual(['https://example.com/a%20b', 'mailto:a@example.com']);
});

test('nobody else is answered: not another page with our own bridge, and not WhatsApp’s', async ({ inspected }) => {
  for (const url of ['app://lexline/index.html', inspected.page.url]) {
    const answer = await inspected.electron.evaluate(
      async ({ WebContentsView }, { preload, address }) => {
        // A view that nothing holds may be collected with its page while that is loading.
        const view = new WebContentsView({ webPreferences: { preload, sandbox: true } });
        await view.webContents.loadURL(address);
        const result = await view.webContents.executeJavaScript(
          `window.lexline.call('app.status').then((answer) => JSON.stringify(answer ?? null), () => 'refused')`,
        );
        view.webContents.close();
        return result;
      },
      { preload: join(ROOT, 'out/preload/shell.cjs'), address: url },
    );
    expect(answer, url).toMatch(/^(null|refused)$/);
  }
});

test('the window’s own scheme serves the window’s files and nothing above them', async ({ inspected }) => {
  const answers = await inspected.electron.evaluate(
    ({ session }, paths) =>
      Promise.all(
        paths.map((path) =>
          session.defaultSession.fetch(path).then(
            async (response) => `${response.status} ${(await response.text()).slice(0, 40)}`,
            () => 'refused',
          ),
        ),
      ),
    [
      'app://lexline/../../package.json',
      'app://lexline/%2e%2e/%2e%2e/package.json',
      'app://lexline/..%2f..%2fpackage.json',
      'app://lexline/..%5c..%5cpackage.json',
      'app://lexline//etc/passwd',
      'app://lexline/%00',
      'app://lexline/%zz',
      'app://other/index.html',
    ],
  );
  for (const answer of answers) expect(answer).toMatch(/^(404 |refused)$/);
  const index = await inspected.electron.evaluate(({ session }) =>
    session.defaultSession.fetch('app://lexline/index.html').then(({ status }) => status),
  );
  expect(index).toBe(200);
});

test('a window that is killed in the middle of typing comes back with the chat, the place in it and what was typed', async ({
  inspected,
}) => {
  const { window: page, electron } = inspected;
  let conversation = '';
  for (let number = 1; number <= 30; number += 1) {
    const body = { to: '+4915112345678', text: `Message ${number}: ${'a few words more. '.repeat(8)}` };
    const sent = await inspected.call('POST', '/v1/messages/send', { body });
    conversation = (sent.body as { conversation_id: string }).conversation_id;
  }
  await page.evaluate((hash) => window.location.assign(hash), `#/lawyer/${inspected.lawyer.id}/chats/${conversation}`);
  const field = page.getByRole('textbox', { name: /Write a message/ });
  await field.pressSequentially('half a sentence');
  const kept = (call: 'drafts.list' | 'readingPlaces.list') =>
    page.evaluate(
      ([name, lawyer_id]) => {
        const { lexline } = window as unknown as {
          lexline: { call(name: string, input: unknown): Promise<{ value: { text?: string; message_id?: string }[] }> };
        };
        return lexline.call(name, { lawyer_id }).then(({ value }) => value.map((one) => one.text ?? one.message_id));
      },
      [call, inspected.lawyer.id] as const,
    );
  await expect.poll(() => kept('drafts.list')).toEqual(['half a sentence']);
  const log = page.getByRole('log');
  await log.evaluate((list) => {
    list.scrollTop = 400;
  });
  await expect.poll(() => kept('readingPlaces.list')).toHaveLength(1);
  const uppermost = `(() => {
    const list = document.querySelector('[role="log"]');
    const edge = list?.getBoundingClientRect().top ?? 0;
    const seen = [...(list?.querySelectorAll('[data-message]') ?? [])]
      .map((one) => ({ id: one.dataset.message, top: one.getBoundingClientRect().top - edge, end: one.getBoundingClientRect().bottom - edge }))
      .filter(({ end }) => end > 0)
      .sort((one, other) => one.top - other.top)[0];
    return seen ? seen.id + ' ' + Math.round(seen.top / 4) : null;
  })()`;
  const before = await page.evaluate(uppermost);
  await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('there is no window');
    const loaded = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
    contents.forcefullyCrashRenderer();
    await loaded;
  });
  const inWindow = (code: string) =>
    electron.evaluate(
      ({ BrowserWindow }, given) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(given),
      code,
    );
  await expect.poll(() => inWindow(`document.querySelector('textarea')?.value ?? null`)).toBe('half a sentence');
  expect(await inWindow('location.hash')).toContain(conversation);
  await expect.poll(() => inWindow(uppermost)).toBe(before);
});
