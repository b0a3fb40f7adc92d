import { expect, test } from '@playwright/test';
import { type OpenBrowser, openBrowser } from '../support/open-browser.ts';
import { type OpenedDirectory, openDirectory } from '../support/opened-directory.ts';

let world: OpenedDirectory;
let browser: OpenBrowser;

test.beforeEach(async () => {
  world = await openDirectory();
  world.answer = () => 'Thank you, we will call you today.';
  await (await world.start()).caughtUp;
  browser = await openBrowser(world.directory.pageUrl);
});

test.afterEach(async () => {
  await browser.close();
  await world.close();
});

test('the page of the sample directory shows what comes by itself, and strangers’ text as text', async () => {
  const { page } = browser;
  await expect(page.getByText('and its webhooks arrive')).toBeVisible();
  await expect(page.getByText('When a client writes')).toBeVisible();
  // It would be gone if the page were loaded anew.
  await page.locator('h1').evaluate((title) => title.setAttribute('data-seen', 'yes'));

  await world.write('May I ask something about my lease?');
  await expect(page.getByText('May I ask something about my lease?')).toBeVisible();
  await expect(page.getByText('Thank you, we will call you today.')).toBeVisible();
  const [sent] = world.api.store.rows<{ id: string }>("SELECT id FROM messages WHERE direction = 'outbound'");
  await world.advance(sent?.id ?? '', 'read');
  await expect(page.getByText('Our answer · read')).toBeVisible();
  await world.write('<img src=x onerror="document.title=1"><b>bold</b>');
  await expect(page.getByText('<b>bold</b>')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('directory.png'), fullPage: true });

  expect(await page.locator('h1[data-seen]').count()).toBe(1);
  expect(await page.title()).toBe('Sample directory');
  const foreign = (await browser.requested()).filter((url) => !url.startsWith(`${world.directory.pageUrl}/`));
  expect(foreign).toEqual([]);
  expect(browser.complaints).toEqual([]);
});

test('the page says when Lexline is away, and when the directory itself is', async () => {
  const { page } = browser;
  await expect(page.getByText('and its webhooks arrive')).toBeVisible();
  world.front.mishaps.push(...Array<'refuse'>(100_000).fill('refuse'));
  world.front.cut();
  await expect(page.getByText('Lexline not reached since')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('away.png') });
  world.front.mishaps.length = 0;
  await expect(page.getByText('and its webhooks arrive')).toBeVisible();
  const { port } = world.directory;
  await world.directory.stop();
  await expect(page.locator('body.away')).toBeVisible();
  await world.start({ port });
  await world.directory.caughtUp;
  await world.write('There again');
  await expect(page.getByText('There again')).toBeVisible();
  await expect(page.locator('body.away')).toHaveCount(0);
});
