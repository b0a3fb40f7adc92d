import type { Page } from '@playwright/test';
import { expect, type OpenedWindow, test } from './opened-window.ts';

type Part = 'API keys' | 'Webhooks' | 'Events';

/** Opens the directory with keys, webhooks and events in it, at one of its parts. */
async function openDirectory(opened: OpenedWindow, part: Part): Promise<Page> {
  const { page } = opened;
  await opened.fake((fake) => {
    const lawyer = fake.world.lawyers[0];
    if (!lawyer) throw new Error('there is one');
    fake.world.keys.addTo(lawyer.id);
    fake.world.events.addTo(lawyer.id);
    fake.world.webhooks.addTo(lawyer.id);
  }, null);
  await opened.wayTo('Directory').click();
  await tab(page, part).click();
  return page;
}

const tab = (page: Page, part: Part) =>
  page.getByRole('navigation', { name: 'Parts of the directory' }).getByRole('link', { name: part });

const keyRow = (page: Page, name: string | RegExp) =>
  page.getByRole('list', { name: 'API keys' }).getByRole('listitem', { name });

const refuse = (opened: OpenedWindow, name: string, code: string) =>
  opened.fake((fake, [call, refusal]) => void fake.refusals.set(call as never, refusal as never), [
    name,
    code,
  ] as const);

/** Opens a webhook by its address. */
async function openWebhook(page: Page, address: string): Promise<void> {
  await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: address }).click();
  await expect(page.getByRole('heading', { name: address })).toBeVisible();
}

test('what is known of a key stands side by side where there is room', async ({ opened }) => {
  const page = await openDirectory(opened, 'API keys');
  const facts = keyRow(page, 'Directory, production').getByRole('term');
  await expect(facts).toHaveCount(4);
  const tops = await facts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
});

test('the keys are listed as they are, and a new one with few rights is shown once', async ({ opened }) => {
  const page = await openDirectory(opened, 'API keys');
  await expect(keyRow(page, 'Directory, production')).toContainText('Active');
  await expect(keyRow(page, 'Directory, production')).toContainText(/lx_test_\w{12}/);
  await expect(keyRow(page, 'Directory, production')).toContainText('Everything of this lawyer’s');
  await expect(keyRow(page, 'Reports')).toContainText('Expired');
  await expect(keyRow(page, 'Reports')).toContainText('events:read, messages:read');
  await expect(keyRow(page, /Old/)).toContainText('Revoked');
  await expect(keyRow(page, /Old/).getByRole('button')).toHaveCount(0);

  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await dialog.getByRole('radio', { name: 'Only what is ticked' }).check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('Write where the key is used.')).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveText('Tick at least one thing.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Invoices');
  await dialog.getByRole('checkbox', { name: 'Read: Messages: reading and sending them' }).check();
  await dialog.getByRole('checkbox', { name: 'Change: Webhooks and their deliveries' }).check();
  await dialog.getByLabel('Ends by itself').selectOption('After 30 days');
  await refuse(opened, 'keys.create', 'lawyer_not_found');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('This lawyer no longer exists.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Make the key' }).click();

  const shown = page.getByRole('dialog', { name: 'The new API key' });
  await expect(shown.getByRole('textbox', { name: 'API key' })).toHaveValue(/^lx_test_/);
  await page.keyboard.press('Escape');
  await expect(shown).toBeVisible();
  await shown.getByRole('button', { name: 'Copy' }).click();
  await shown.getByRole('button', { name: 'I have stored it' }).click();
  await expect(shown).toBeHidden();
  await expect(keyRow(page, 'Invoices')).toContainText('messages:read, webhooks:write');
  expect(await page.content()).not.toContain('7Rk2vQ9mZt4X');
  const [, made] = await opened.calls('keys.create');
  expect(made).toMatchObject({ name: 'Invoices', scopes: ['messages:read', 'webhooks:write'] });
});

test('a key is rolled with a time in which both work, and revoked, by the keyboard alone', async ({ opened }) => {
  const page = await openDirectory(opened, 'API keys');
  const name = 'Directory, production';
  await page.getByRole('button', { name: `Roll ${name}` }).press('Enter');
  const dialog = page.getByRole('dialog', { name: `Roll “${name}”?` });
  await expect(dialog.getByLabel('The old key works for')).toBeFocused();
  await dialog.getByLabel('The old key works for').selectOption('1 hour');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Roll' }).press('Enter');
  await page.getByRole('button', { name: 'I have stored it' }).press('Enter');
  expect(await opened.calls('keys.rotate')).toMatchObject([{ overlap_seconds: 3600 }]);
  await expect(keyRow(page, name).filter({ hasText: 'Replaced' })).toBeVisible();

  const row = keyRow(page, name).filter({ hasText: 'Active' });
  await expect(row).toBeFocused();
  await row.getByRole('button', { name: `Revoke ${name}` }).press('Enter');
  const asking = page.getByRole('dialog', { name: `Revoke “${name}”?` });
  await refuse(opened, 'keys.revoke', 'key_not_found');
  await asking.getByRole('button', { name: 'Revoke' }).press('Enter');
  await expect(asking.getByText('This API key no longer exists.')).toBeVisible();
  await asking.getByRole('button', { name: 'Revoke' }).press('Enter');
  await expect(keyRow(page, name).filter({ hasText: 'Revoked' })).toBeVisible();
  await expect(page.locator(':focus')).not.toHaveCount(0);
});

test('each address says in words how it is, and a new one is told at the field what is wrong with it', async ({
  opened,
}) => {
  const page = await openDirectory(opened, 'Webhooks');
  const list = page.getByRole('list', { name: 'Webhooks' });
  for (const [address, words] of [
    ['directory.example', /12 deliveries wait.*Failing since/],
    ['a.example', /Nothing waits.*Active/],
    ['b.example', /Paused: what happens is kept for it/],
    ['c.example', /1 delivery waits.*Catching up with what it missed/],
    ['d.example', /Switched off since .*: the receiver has said that it is gone/],
    ['e.example', /Switched off since .*: it took nothing for five days/],
  ] as const) {
    await expect(list.getByRole('link', { name: address })).toHaveText(words);
  }

  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'New webhook' });
  const register = dialog.getByRole('button', { name: 'Register' });
  await dialog.getByLabel('Address').fill('directory');
  await dialog.getByRole('checkbox', { name: 'message.*' }).uncheck();
  await register.click();
  await expect(dialog.getByText('Write a whole address')).toBeVisible();
  await expect(dialog.getByText('Tick at least one.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'message.received' }).check();
  await dialog.getByRole('checkbox', { name: 'client.*' }).check();
  await dialog.getByLabel('Address').fill('https://10.0.0.1/in');
  await register.click();
  await expect(dialog.getByText('This address leads into a private network.')).toBeVisible();
  await dialog.getByLabel('Address').fill('https://new.example/in');
  await dialog.getByLabel('What it is').fill('Tests');
  await dialog.getByRole('radio', { name: /Ids alone/ }).check();
  await dialog.getByRole('checkbox', { name: 'Several events in one request' }).check();
  await dialog.getByLabel('Events in one request at most').fill('50');
  await dialog.getByLabel('Requests at one time').fill('2');
  await register.click();
  const secret = page.getByRole('dialog', { name: 'The signing secret' });
  await expect(secret.getByRole('textbox')).toHaveValue(/^whsec_/);
  await secret.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByRole('heading', { name: 'new.example' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Up to 50 in a request, after 1,000 ms at most');
  expect((await opened.calls('webhooks.create')).at(-1)).toMatchObject({
    ...{ url: 'https://new.example/in', description: 'Tests', events: ['message.received', 'client.*'] },
    ...{ payload: 'thin', batch: { max_events: 50, max_wait_ms: 1000 }, max_concurrency: 2 },
  });
});

test('an address is edited, paused, resumed, recovered, given a new secret and deleted', async ({ opened }) => {
  const page = await openDirectory(opened, 'Webhooks');
  await openWebhook(page, 'https://a.example/active');
  const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');

  await button('Edit').click();
  await dialog.getByRole('checkbox', { name: /Everything/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(button('Edit')).toBeFocused();
  expect(await opened.calls('webhooks.change')).toMatchObject([{ events: ['*'], url: 'https://a.example/active' }]);

  await refuse(opened, 'webhooks.pause', 'webhook_not_found');
  await button('Pause').press('Enter');
  await expect(page.getByText('This webhook no longer exists.')).toBeVisible();
  await button('Pause').press('Enter');
  await expect(button('Resume')).toBeFocused();
  await expect(page.getByText('Paused: what happens is kept for it')).toBeVisible();
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox', { name: 'Leave out what it has missed' }).check();
  await dialog.getByRole('button', { name: 'Resume' }).click();
  await expect(button('Pause')).toBeVisible();
  expect(await opened.calls('webhooks.resume')).toMatchObject([{ skip_missed: true }]);

  await button('Recover…').click();
  // By Escape the month is closed, and not the dialog that it stands in.
  await dialog.getByRole('button', { name: 'Since: choose a day' }).click();
  await expect(page.locator('[data-day][tabindex="0"]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-day]')).toHaveCount(0);
  await dialog.getByRole('textbox', { name: 'Since' }).fill('2020-01-01T10:00');
  await dialog.getByRole('button', { name: 'Recover' }).click();
  await expect(dialog.getByText('Events of that time are not kept any more.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Since' }).fill('');
  await dialog.getByRole('button', { name: 'Recover' }).click();
  await expect(dialog.getByText('Choose a day and a time.')).toBeVisible();
  const today = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16);
  await dialog.getByRole('textbox', { name: 'Since' }).fill(today);
  await dialog.getByRole('button', { name: 'Recover' }).click();
  await expect(page.getByText('On its way: what was not taken is delivered again.')).toBeVisible();
  await expect(page.getByText('Catching up with what it missed')).toBeVisible();

  await button('Rotate the secret…').click();
  await dialog.getByLabel('Both are signed with for').selectOption('7 days');
  await dialog.getByRole('button', { name: 'Make a new secret' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Signing secret' })).toHaveValue(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText('signed with the former secret as well until')).toBeVisible();

  await button('Delete…').click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  const list = page.getByRole('list', { name: 'Webhooks' });
  await expect(list.getByRole('link')).toHaveCount(5);
  await expect(list.getByRole('link', { name: 'a.example' })).toHaveCount(0);
  await expect(page.locator(':focus')).not.toHaveCount(0);
});

test('who deletes an address is back at the list, also when it was found to be gone before the answer', async ({
  opened,
}) => {
  const page = await openDirectory(opened, 'Webhooks');
  await openWebhook(page, 'https://a.example/active');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await opened.answerAfter('webhooks.remove', 'webhooks.get', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('This webhook no longer exists.')).toBeVisible();
  });
  await expect(page.getByRole('list', { name: 'Webhooks' }).getByRole('link')).toHaveCount(5);
});

test('a test event is sent, and what came of it is shown', async ({ opened }) => {
  const page = await openDirectory(opened, 'Webhooks');
  await openWebhook(page, 'https://a.example/active');
  await page.getByRole('button', { name: 'Send a test event' }).press('Enter');
  await expect(page.getByRole('status')).toContainText(['The test was answered with 204 after 87 ms.']);
  await page.getByRole('link', { name: 'All webhooks' }).click();
  await openWebhook(page, 'https://directory.example/lexline');
  await page.getByRole('button', { name: 'Send a test event' }).click();
  await expect(page.getByText(/The test was not answered, for 15 secs?\./)).toBeVisible();
});

test('deliveries are filtered and read on, and each attempt is shown, whatever a receiver answers as text', async ({
  opened,
}) => {
  const page = await openDirectory(opened, 'Webhooks');
  await openWebhook(page, 'https://directory.example/lexline');
  const list = page.getByRole('list', { name: 'Deliveries' });
  await expect(list.getByRole('link')).toHaveCount(100);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(list.getByRole('link')).toHaveCount(130);
  await page.getByLabel('Which').selectOption('Given up');
  await expect(list.getByRole('link')).toHaveCount(1);
  await list.getByRole('link', { name: /message.received.*2 attempts/ }).press('Enter');

  await expect(page.getByRole('heading', { name: 'message.received' })).toBeVisible();
  const attempts = page.getByRole('region', { name: 'Attempts' });
  await expect(attempts.getByRole('article')).toHaveText([
    /Answered 500.*123 ms/,
    /No answer.*Nothing takes connections there\. .* .?ECONNREFUSED/,
  ]);
  await expect(attempts.getByRole('region', { name: 'How the answer begins' })).toContainText('<script>');
  await attempts.getByText('Headers of the answer').click();
  await expect(attempts.getByText(/x-note: <script>/)).toBeVisible();
  await attempts.getByText('Headers of the request').first().press('Enter');
  await expect(attempts.getByText(/webhook-id: evt_1/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'What is sent' })).toContainText('"text": "<script>');
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);

  await refuse(opened, 'deliveries.redeliver', 'delivery_not_found');
  const again = page.getByRole('button', { name: 'Deliver again' });
  await again.press('Enter');
  await expect(page.getByText('This delivery is not kept any more.')).toBeVisible();
  await again.press('Enter');
  await expect(page.getByText('Queued: it is delivered again now.')).toBeVisible();
  await expect(again).toBeFocused();
  await page.getByRole('link', { name: 'Show the event' }).click();
  await expect(page.getByRole('region', { name: 'The event as JSON' })).toContainText('"type": "message.received"');
});

test('events come in by themselves, are filtered and read on, and lead to their deliveries', async ({ opened }) => {
  const page = await openDirectory(opened, 'Events');
  const list = page.getByRole('list', { name: 'Events' });
  await expect(list.getByRole('link')).toHaveCount(100);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(list.getByRole('link')).toHaveCount(200);
  await opened.fake((fake) => fake.world.events.add(fake.world.lawyers[0]?.id ?? '', 'alert.raised'), null);
  await expect(list.getByRole('link').first()).toContainText('alert.raised');
  await page.getByLabel('Type').selectOption('alert.*');
  await expect(list.getByRole('link')).toHaveCount(1);
  await page.getByLabel('Type').selectOption('history.*');
  await expect(page.getByText('No such events.')).toBeVisible();
  await page.getByLabel('Type').selectOption('message.received');
  await list.getByRole('link').first().press('Enter');
  await expect(page.getByRole('region', { name: 'The event as JSON' })).toContainText('"type": "message.received"');
  await expect(list.getByRole('link').first()).toBeFocused();
  await page.getByRole('list', { name: 'Its deliveries' }).getByRole('link', { name: 'directory.example' }).click();
  await expect(page.getByRole('region', { name: 'Attempts' })).toBeVisible();
});

test('without anything the parts say what to do, and what could not be read is read again', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Directory').click();
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible();
  // It is tried once more by itself.
  await refuse(opened, 'webhooks.list', 'internal_error');
  await tab(page, 'Webhooks').click();
  await expect(page.getByRole('heading', { name: 'No webhooks yet' })).toBeVisible();
  await page.evaluate(
    (address) => {
      window.location.hash = address;
    },
    (await page.evaluate(() => window.location.hash)).replace(/webhooks.*/, 'webhooks/whk_00000000000000000000000000'),
  );
  await expect(page.getByRole('alert')).toContainText('This webhook no longer exists.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await tab(page, 'Events').click();
  await expect(page.getByText('No such events.')).toBeVisible();
  await page.getByRole('link', { name: 'Way in from outside' }).click();
  await expect(page.getByRole('heading', { name: 'Way in from outside' })).toBeVisible();
});

test('the API reference is opened from each part, with a key that the list shows, and a refusal is told', async ({
  opened,
}) => {
  const page = await openDirectory(opened, 'API keys');
  const button = page.getByRole('button', { name: 'Open the API reference' });
  await refuse(opened, 'reference.show', 'lawyer_not_found');
  await button.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This lawyer no longer exists.');
  await button.press('Enter');
  await expect(keyRow(page, 'API reference')).toContainText('Active');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('at 400 pixels one thing is shown at a time, and all of it has its place', async ({ opened }) => {
  const page = await openDirectory(opened, 'API keys');
  await opened.resize(400, 800);
  const fits = async () => await expect.poll(() => opened.fits()).toBe(true);
  await fits();
  await page.getByRole('button', { name: 'New API key' }).click();
  await page.getByRole('radio', { name: 'Only what is ticked' }).check();
  await fits();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard the changes' }).click();
  await tab(page, 'Webhooks').click();
  await openWebhook(page, 'https://directory.example/lexline');
  await fits();
  await page.getByRole('list', { name: 'Deliveries' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Attempts' })).toBeVisible();
  await fits();
  await tab(page, 'Events').click();
  const first = page.getByRole('list', { name: 'Events' }).getByRole('link').first();
  await first.press('Enter');
  await expect(page.getByRole('region', { name: 'The event as JSON' })).toBeVisible();
  await expect(first).toBeHidden();
  await fits();
  await page.getByRole('link', { name: 'All events' }).press('Enter');
  await expect(first).toBeFocused();
});

test('in Arabic it is read from the right, and addresses and ids from the left', async ({ opened }) => {
  const page = await openDirectory(opened, 'Webhooks');
  await opened.fake((fake) => fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { name: 'دليل المحامين' })).toBeVisible();
  const link = page.getByRole('list').getByRole('link', { name: 'c.example' });
  await expect(link).toContainText('عملية تسليم واحدة تنتظر');
  await link.click();
  await expect(page.getByRole('button', { name: 'إرسال حدث تجريبي' })).toBeVisible();
  await opened.resize(400, 800);
  await expect.poll(() => opened.fits()).toBe(true);
});
