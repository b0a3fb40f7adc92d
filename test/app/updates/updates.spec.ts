import { existsSync, readFileSync } from 'node:fs';
import { CHANNEL, foreignSignature, metadataOf, signature } from './feed.ts';
import { expect, newAppImage, test } from './installed-app.ts';

test('nothing is asked before somebody allows it, and then nothing but the version and the system is said', async ({
  installed,
}) => {
  const { feed } = installed;
  feed.offer('0.3.0', newAppImage(installed.ran));
  expect(await installed.updates()).toMatchObject({ support: 'possible', version: '0.2.0', feed: feed.url });
  expect(await installed.look()).toBe('idle');
  expect(feed.requests).toEqual([]);
  await installed.allow();
  expect(await installed.look()).toBe('available');
  expect(feed.requests.map(({ path }) => path)).toEqual([`/desktop/${CHANNEL}`, `/desktop/${CHANNEL}.sig`]);
  for (const { headers } of feed.requests) {
    const { host: _, connection: __, ...said } = headers;
    expect(said).toEqual({
      'user-agent': `Lexline/0.2.0 (linux; ${process.arch})`,
      'accept-language': '*',
      'accept-encoding': expect.any(String),
      'cache-control': 'no-cache',
      'sec-fetch-dest': 'empty',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-site': 'none',
    });
  }
});

test('a new version is offered with its changelog, downloaded on a word, and installed on another', async ({
  installed,
}) => {
  const { feed, window: page } = installed;
  const file = newAppImage(installed.ran, 3_000_000);
  feed.offer('0.3.0', file, '### Added\n- Something <img src=x onerror="document.title=1"> new.');
  const goOn = feed.holdHalf('0.3.0', file);
  await installed.allow();
  expect(await installed.look()).toBe('available');
  expect((await installed.updates()).state).toMatchObject({
    release: { version: '0.3.0', released_at: '2026-11-30T08:00:00.000Z', notes: expect.stringContaining('<img') },
  });
  await expect(page.getByText('Lexline 0.3.0 is there.')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const section = page.getByRole('region', { name: 'Updates' });
  await expect(section.getByText('Something <img src=x onerror="document.title=1"> new.')).toBeVisible();
  await section.getByRole('button', { name: 'Download' }).click();
  await expect(section.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^(49|50)$/);
  goOn();
  await expect(section.getByRole('button', { name: 'Restart and install' })).toBeVisible();
  expect(readFileSync(installed.appImage, 'utf8')).toBe('the old one');
  expect(existsSync(installed.ran)).toBe(false);

  const closed = installed.electron.waitForEvent('close');
  await section.getByRole('button', { name: 'Restart and install' }).click();
  await closed;
  expect(readFileSync(installed.appImage).equals(file)).toBe(true);
  // Once it is put in place, which starts nothing, and then as the app was started.
  await expect.poll(() => readFileSync(installed.ran, 'utf8')).toMatch(/^true\nrun .*--data-dir .*--practice.*\n$/);
});

test('what is ready is installed when the app is closed, and is not started then', async ({ installed }) => {
  const file = newAppImage(installed.ran);
  installed.feed.offer('0.3.0', file);
  await installed.allow();
  await installed.look();
  await installed.download();
  await expect.poll(async () => (await installed.updates()).state.step).toBe('ready');
  const closed = installed.electron.waitForEvent('close');
  await installed.electron.evaluate(({ app }) => app.quit()).catch(() => {});
  await closed;
  expect(readFileSync(installed.appImage).equals(file)).toBe(true);
  expect(readFileSync(installed.ran, 'utf8')).toBe('true\n');
});

test('the same version is up to date, and an older one is refused, also when it was offered before', async ({
  installed,
}) => {
  const { feed, ran } = installed;
  await installed.allow();
  feed.offer('0.2.0', newAppImage(ran));
  expect(await installed.look()).toBe('current');
  feed.offer('0.1.9', newAppImage(ran));
  expect(await installed.look()).toBe('feed_went_back');
  feed.offer('0.4.0', newAppImage(ran));
  expect(await installed.look()).toBe('available');
  feed.offer('0.3.0', newAppImage(ran));
  expect(await installed.look()).toBe('feed_went_back');
});

test('a missing, wrong, foreign or borrowed signature is refused, and nothing is downloaded', async ({ installed }) => {
  const { feed, ran } = installed;
  await installed.allow();
  const metadata = feed.offer('0.3.0', newAppImage(ran));
  const signatures: [string | null, string][] = [
    [null, 'signature_missing'],
    ['', 'signature_wrong'],
    ['<html></html>', 'signature_wrong'],
    [foreignSignature(metadata), 'signature_wrong'],
    [signature(`${metadata}\n`), 'signature_wrong'],
    [signature(metadata, 'latest.yml'), 'signature_wrong'],
    [signature(metadataOf('0.2.0', newAppImage(ran))), 'signature_wrong'],
  ];
  for (const [text, expected] of signatures) {
    if (text === null) feed.files.delete(`${CHANNEL}.sig`);
    else feed.files.set(`${CHANNEL}.sig`, text);
    expect(await installed.look(), text ?? 'none').toBe(expected);
    await installed.download();
    expect((await installed.updates()).state.step).toBe('idle');
  }
  expect(feed.requests.filter(({ path }) => path.endsWith('.AppImage'))).toEqual([]);
});

test('a file that is not the signed one is thrown away: changed, longer or without an end', async ({ installed }) => {
  const { feed, ran } = installed;
  const name = 'Lexline-0.3.0.AppImage';
  const file = newAppImage(ran, 1_000);
  feed.offer('0.3.0', file);
  await installed.allow();
  await installed.look();
  const refused = async (): Promise<void> => {
    await installed.download();
    await expect.poll(async () => (await installed.updates()).problem).toBe('file_wrong');
    expect((await installed.updates()).state.step).toBe('available');
  };
  const changed = Buffer.from(file);
  changed[changed.length - 1] = 0;
  feed.files.set(name, changed);
  await refused();
  feed.files.set(name, Buffer.concat([file, Buffer.from('more')]));
  await refused();
  let written = 0;
  feed.files.set(name, (response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const pour = (): void => {
      while (!response.destroyed && written < 2_000_000_000) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', pour);
      }
    };
    pour();
  });
  await refused();
  // What lies in the sockets between, and not the gigabytes.
  expect(written).toBeLessThan(50_000_000);
  feed.files.set(name, file);
  await installed.download();
  await expect.poll(async () => (await installed.updates()).state.step).toBe('ready');
});

test('metadata that is swapped after it was read changes nothing of what is downloaded', async ({ installed }) => {
  const { feed, ran } = installed;
  const file = newAppImage(ran);
  feed.offer('0.3.0', file);
  await installed.allow();
  await installed.look();
  feed.offer('0.9.0', Buffer.from('another'));
  await installed.download();
  await expect
    .poll(async () => (await installed.updates()).state)
    .toMatchObject({ step: 'ready', release: { version: '0.3.0' } });
  expect(feed.requests.map(({ path }) => path).filter((path) => path.endsWith('.AppImage'))).toEqual([
    '/desktop/Lexline-0.3.0.AppImage',
  ]);
});

test('a feed that is down, speaks nonsense or never ends is told apart, and is bounded', async ({ installed }) => {
  const { feed, ran } = installed;
  await installed.allow();
  expect(await installed.look()).toBe('feed_unreachable');
  for (const nonsense of ['', '{', 'version: 0.3.0', 'version: latest\nfiles: []\n', '- 1\n', '"x"\n']) {
    feed.files.set(CHANNEL, nonsense).set(`${CHANNEL}.sig`, signature(nonsense));
    expect(await installed.look(), nonsense).toBe('feed_unreadable');
  }
  let written = 0;
  feed.files.set(CHANNEL, (response) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const pour = (): void => {
      while (!response.destroyed && written < 2_000_000_000) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', pour);
      }
    };
    pour();
  });
  expect(await installed.look()).toBe('feed_unreadable');
  expect(written).toBeLessThan(50_000_000);
  feed.files.set(CHANNEL, (response) => response.writeHead(500).end());
  expect(await installed.look()).toBe('feed_unreachable');
  await feed.stop();
  expect(await installed.look()).toBe('feed_unreachable');
  await feed.start();
  feed.offer('0.3.0', newAppImage(ran));
  expect(await installed.look()).toBe('available');
});
