import { expect, type Page, test } from '@playwright/test';
import { type OpenBrowser, openBrowser } from '../support/open-browser.ts';
import { referenceDrawn } from '../support/reference-drawn.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let browser: OpenBrowser;
let page: Page;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  browser = await openBrowser(`${api.url}/docs`);
  page = browser.page;
  await referenceDrawn(page);
});

test.afterEach(async () => {
  await browser.close();
  await api.stop();
});

function operation(name: string) {
  return page
    .locator('.opblock')
    .filter({ has: page.locator(`[id$="-${name}"]`) })
    .or(page.locator(`[id$="-${name}"].opblock`))
    .first();
}

test('the reference shows the operations of the API, and asks nobody but this machine', async () => {
  await expect(page.getByText('What /v1 promises')).toBeVisible();
  const send = operation('sendMessage');
  await expect(send).toContainText('/v1/messages/send');
  await send.click();
  await expect(send).toContainText('Idempotency-Key');
  await expect(send).toContainText('A reply to a message, into its conversation');
  await expect(send).toContainText('Where what was made can be read.');
  await page.screenshot({ path: test.info().outputPath('docs.png') });

  const requested = await browser.requested();
  expect(requested.length).toBeGreaterThan(4);
  expect(requested.filter((url) => !url.startsWith(`${api.url}/`) && !url.startsWith('data:'))).toEqual([]);
  expect(browser.complaints).toEqual([]);
});

test('somebody with a key tries a request there, and it is done', async () => {
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  await page.getByLabel('auth-bearer-value').fill(lawyer.key);
  await page.getByRole('button', { name: 'Apply credentials' }).first().click();
  await page.locator('.modal-ux .btn-done').first().click();

  const send = operation('sendMessage');
  await send.click();
  await send.getByRole('button', { name: 'Try it out' }).click();
  await send.getByRole('button', { name: 'Execute' }).click();
  await expect(send.locator('.live-responses-table')).toContainText('202');
  expect(api.store.rows('SELECT content FROM messages')).toEqual([{ content: 'Are you free at ten?' }]);
  await page.screenshot({ path: test.info().outputPath('tried.png') });
  expect(browser.complaints).toEqual([]);
});
