import type { Locator } from '@playwright/test';
import type { ChainLink } from '../../../main/contract/health-chain.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

const BAD = { state: 'bad', good_at: null, mends: [] } as const;
const ATTENTION = { ...BAD, state: 'attention' } as const;
const LOGGED_OUT: ChainLink = {
  ...{ link: 'phone', state: 'bad', code: 'logged_out', cause: 'logged_out_by_phone', mends: ['open_session'] },
  good_at: new Date(Date.now() - 60_000).toISOString(),
};

/** Some links are as these say. */
function become(opened: OpenedWindow, ...links: ChainLink[]): Promise<void> {
  return opened.fake((fake, given) => fake.world.health.become(...given), links);
}

/** Opens the screen. Answers with its links. */
async function openHealth(opened: OpenedWindow): Promise<Locator> {
  await opened.wayTo('Health').click();
  const links = opened.page.getByRole('list', { name: 'From your clients to the directory, link by link' });
  await expect(links).toBeVisible();
  return links;
}

async function openNumbers(opened: OpenedWindow): Promise<void> {
  await openHealth(opened);
  await opened.page.getByRole('link', { name: 'Numbers' }).click();
  await expect(opened.page.getByText('Chats without an answer')).toBeVisible();
}

const one = (links: Locator, name: string): Locator =>
  links.getByRole('listitem').filter({ has: links.page().getByRole('heading', { name }) });

/** Where one is, whoever the lawyer is. */
const placeIn = (opened: OpenedWindow): Promise<string> =>
  opened.page.evaluate(() => window.location.hash.replace(/law_\w+/, 'LAWYER'));

test('when all is well each link says so in words, and what is not in use is no fault', async ({ opened }) => {
  const links = await openHealth(opened);
  const { page } = opened;
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Everything works.' })).toBeVisible();
  await expect(links.getByRole('listitem')).toHaveCount(9);
  await expect(one(links, 'Database and disk')).toContainText('Free on the disk: 81.4 GB');
  await expect(one(links, 'Door for the directory')).toContainText('http://127.0.0.1:5001');
  await expect(one(links, 'Way in from outside')).toContainText('Not in use');
  await expect(one(links, 'Message brokers')).toBeHidden();
});

test('a link that breaks is seen at once, with why, when it was good last, and what mends it', async ({ opened }) => {
  const links = await openHealth(opened);
  const { page } = opened;
  await become(opened, LOGGED_OUT, {
    ...{ ...ATTENTION, link: 'queue', code: 'held', held_by: 'quiet_hours', waiting: 4, failed: 1 },
    mends: ['open_rules', 'open_queue'],
  });
  const phone = one(links, 'Link to the phone');
  await expect(phone).toContainText('Does not work');
  await expect(phone).toContainText('WhatsApp has logged this computer out.');
  await expect(phone).toContainText('The link was ended on the phone');
  await expect(phone).toContainText(/Last seen working: (.+, )?\d\d:\d\d/);
  const queue = one(links, 'Sending');
  await expect(queue).toContainText('It waits for the end of the quiet hours.');
  await expect(queue).toContainText('Waiting: 4 · not done: 1');
  await expect(queue).toContainText('Not seen working yet.');
  await expect(page.getByRole('main')).toContainText('1 thing does not work. 1 thing needs a look.');
});

test('of a lawyer who is switched off one is led to the button that switches on', async ({ opened }) => {
  const links = await openHealth(opened);
  await opened.fake((fake) => void Object.assign(fake.world.lawyers[0] ?? {}, { is_active: false }), null);
  await become(opened, {
    ...{ link: 'page', state: 'idle', code: 'not_active', cause: 'lawyer_not_active', good_at: null },
    mends: ['open_lawyer'],
  });
  await opened.fake((fake) => fake.world.push({ kind: 'lawyers' }), null);
  await one(links, 'WhatsApp’s page').getByRole('link', { name: 'Where the lawyer is switched on' }).press('Enter');
  await expect.poll(() => placeIn(opened)).toBe('#/lawyer/LAWYER/settings/lawyer');
  await expect(opened.page.getByRole('button', { name: 'Switch on' })).toBeFocused();
});

test('the ways lead to where a link is mended', async ({ opened }) => {
  const links = await openHealth(opened);
  await become(
    opened,
    LOGGED_OUT,
    {
      ...{ ...BAD, link: 'queue', code: 'stuck', held_by: null, waiting: 4, failed: 0 },
      mends: ['open_queue', 'open_whatsapp', 'open_rules', 'open_chats'],
    },
    {
      ...BAD,
      link: 'tunnel',
      code: 'failed',
      cause: 'login_refused',
      address: null,
      mends: ['open_tunnel', 'open_webhooks'],
    },
  );
  for (const [link, way, place] of [
    ['Link to the phone', 'Link or see what to do', '#/lawyer/LAWYER/chats'],
    ['Sending', 'Look at the queue', '#/lawyer/LAWYER/chats?side=queue'],
    ['Sending', 'Look at WhatsApp’s page', '#/lawyer/LAWYER/whatsapp'],
    ['Sending', 'Rules and limits', '#/lawyer/LAWYER/settings/rules'],
    ['Way in from outside', 'Way in and brokers', '#/lawyer/LAWYER/settings/tunnel'],
    ['Way in from outside', 'Look at the webhooks', '#/lawyer/LAWYER/directory/webhooks'],
  ] as const) {
    await one(links, link).getByRole('link', { name: way }).click();
    await expect.poll(() => placeIn(opened)).toBe(place);
    if (place.endsWith('queue')) await opened.page.getByRole('button', { name: 'Close', exact: true }).click();
    await opened.wayTo('Health').click();
  }
});

test('the buttons do what they say, and a refusal is told beside them', async ({ opened }) => {
  const links = await openHealth(opened);
  const addresses = { active: 1, failing: 0, paused: 0, switched_off: 1, waiting: 12 };
  await become(
    opened,
    { ...ATTENTION, link: 'page', code: 'reduced', cause: null, mends: ['restart_session'] },
    { ...ATTENTION, link: 'reading', code: 'gaps', percent: 100, mends: ['read_history'] },
    { ...BAD, link: 'webhooks', code: 'switched_off', ...addresses, mends: ['resume_webhooks'] },
  );
  await one(links, 'WhatsApp’s page').getByRole('button', { name: 'Start WhatsApp again' }).click();
  await expect.poll(() => opened.calls('session.restart')).toHaveLength(1);
  await one(links, 'Reading messages').getByRole('button', { name: 'Read what is missing now' }).click();
  await expect.poll(() => opened.calls('history.sync')).toHaveLength(1);
  const webhooks = one(links, 'Telling the directory');
  await expect(webhooks).toContainText('switched off: 1 · deliveries waiting: 12');
  await opened.fake((fake) => void fake.refusals.set('health.resumeWebhooks', 'internal_error'), null);
  const resume = webhooks.getByRole('button', { name: 'Resume deliveries' });
  await resume.click();
  await expect(webhooks.getByRole('alert')).toBeVisible();
  await resume.click();
  await expect(webhooks).toContainText('What happens is delivered to the directory.');
  // The button is gone: the focus is with what it has mended.
  await expect(webhooks.getByRole('heading')).toBeFocused();
  expect(await opened.fake((fake) => fake.world.health.resumed, null)).toBe(1);
});

test('a chain that cannot be read says so, and is read again', async ({ opened }) => {
  const { page } = opened;
  const breaks = (isBroken: boolean) =>
    opened.fake((fake, given) => Object.assign(fake.world.health, { isBroken: given }), isBroken);
  await breaks(true);
  await opened.wayTo('Health').click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('How Lexline is doing could not be read.');
  await breaks(false);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: /link by link/ })).toBeVisible();
});

test('alerts that are open and that are over are told in words, a page after the other', async ({ opened }) => {
  const { page } = opened;
  await openHealth(opened);
  const alerts = page.getByRole('region', { name: 'Alerts' });
  await expect(alerts).toContainText('Nothing has needed a look so far.');
  await opened.fake((fake) => {
    const [lawyer, other] = fake.world.lawyers;
    if (!lawyer || !other) return;
    const { alerts } = fake.world;
    for (let count = 0; count < 33; count += 1) {
      alerts.raise(lawyer.id, 'queue_deep');
      alerts.clear(lawyer.id, 'queue_deep');
    }
    alerts.raise(other.id, 'logged_out');
    alerts.raise(lawyer.id, 'ability_missing', 'send_file');
  }, null);
  const open = alerts.getByRole('list', { name: 'Open' });
  await expect(open.getByRole('listitem')).toHaveText([/does not allow this at the moment: Sending files\.Since/]);
  const over = alerts.getByRole('list', { name: 'Over' });
  await expect(over.getByRole('listitem')).toHaveCount(29);
  await expect(over.getByRole('listitem').first()).toContainText(
    // Shortly after midnight the day of its beginning is told, too.
    /Much waits to be sent\..*From (.+, )?\d\d:\d\d to \d\d:\d\d/,
  );
  await alerts.getByRole('button', { name: 'Show earlier ones' }).click();
  await expect(over.getByRole('listitem')).toHaveCount(33);
  await expect(alerts.getByRole('button', { name: 'Show earlier ones' })).toBeHidden();
});

test('numbers of a period are summed up and compared, and the period is part of the address', async ({ opened }) => {
  const { page } = opened;
  await openNumbers(opened);
  await expect(page.getByRole('main')).toContainText(/Received\d+\d+ in the period before/);
  await page.getByLabel('Period').selectOption('12 weeks');
  await expect.poll(() => placeIn(opened)).toBe('#/lawyer/LAWYER/health/numbers?period=12w');
  const bars = page.getByRole('slider', { name: 'Messages' });
  await expect(bars).toHaveAttribute('aria-valuetext', /^Week from Monday, .*; Received: \d+; Sent: \d+$/);
  await page.reload();
  await expect(page.getByLabel('Period')).toHaveValue('12w');
  await page.getByLabel('Period').selectOption('Other days…');
  await page.getByRole('textbox', { name: 'First day' }).fill('2026-11-03');
  await page.getByRole('textbox', { name: 'Last day' }).fill('2026-11-04');
  await expect(bars).toHaveAttribute('aria-valuemax', '2');
  await expect(bars).toHaveAttribute('aria-valuetext', /^Wednesday,? 4 November 2026;/);
  await page.getByRole('textbox', { name: 'Last day' }).fill('2026-11-02');
  await expect(page.getByRole('alert')).toHaveText('Choose a first day and a last day that is not before it.');
  await opened.fake((fake) => void fake.refusals.set('stats.get', 'internal_error'), null);
  await page.getByLabel('Period').selectOption('7 days');
  await expect(bars).toHaveAttribute('aria-valuemax', '7');
});

test('a chart is walked through by the keyboard, also from right to left, and is a table on demand', async ({
  opened,
}) => {
  const { page } = opened;
  await openNumbers(opened);
  const bars = page.getByRole('slider', { name: 'Messages' });
  await bars.focus();
  const now = async () => Number(await bars.getAttribute('aria-valuenow'));
  expect(await now()).toBe(30);
  for (const [key, at] of [
    ['ArrowLeft', 29],
    ['PageDown', 19],
    ['Home', 1],
    ['ArrowLeft', 1],
    ['ArrowRight', 2],
    ['End', 30],
  ] as const) {
    await page.keyboard.press(key);
    await expect(bars, key).toHaveAttribute('aria-valuenow', String(at));
  }
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const mirrored = page.getByRole('slider').first();
  await mirrored.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(mirrored).toHaveAttribute('aria-valuenow', '2');
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'en' }), null);

  const chart = page.getByRole('region', { name: 'Messages', exact: true });
  await chart.getByRole('button', { name: 'As a table' }).click();
  const table = chart.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['When', 'Received', 'Sent']);
  await expect(table.getByRole('row')).toHaveCount(31);
  await chart.getByRole('button', { name: 'As a table' }).click();
  await expect(bars).toBeVisible();
});

test('what waited and what memory was held is told of a day and of a month, with the time in which Lexline did not run', async ({
  opened,
}) => {
  const { page } = opened;
  await openNumbers(opened);
  const load = page.getByRole('region', { name: 'This computer' });
  const memory = load.getByRole('slider', { name: 'Memory' });
  await expect(memory).toHaveAttribute('aria-valuemax', '144');
  await expect(memory).toHaveAttribute(
    'aria-valuetext',
    /; Lexline’s engine: \d+ MB; Window and WhatsApp’s pages: \d+ MB$/,
  );
  await memory.focus();
  await page.keyboard.press('Home');
  for (let count = 0; count < 5; count += 1) await page.keyboard.press('PageUp');
  await expect(memory).toHaveAttribute('aria-valuetext', /engine: –; /);
  await load.getByLabel('Time').selectOption('30 days');
  await expect(memory).toHaveAttribute('aria-valuemax', '120');
});

test('both tabs have their place in a narrow window, also from right to left, and in long words', async ({
  opened,
}) => {
  const { page } = opened;
  await become(opened, LOGGED_OUT);
  await openHealth(opened);
  await opened.resize(400, 800);
  for (const language of ['ar', 'en-XA', 'de'] as const) {
    await opened.fake((fake, given) => void fake.world.appSettings.change({ language: given }), language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const tab of [0, 1]) {
      await page.getByRole('main').getByRole('navigation').getByRole('link').nth(tab).click();
      await expect(tab === 0 ? page.getByRole('listitem').first() : page.getByRole('slider').first()).toBeVisible();
      await expect.poll(() => opened.fits(), `${language} ${tab}`).toBe(true);
      const inner = await page.getByRole('main').evaluate((main) => main.scrollWidth <= main.clientWidth);
      expect(inner, `${language} ${tab}`).toBe(true);
    }
  }
});

test('a disk that is full shows the data folder, and a port that is taken is tried at once', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Health').click();
  await opened.fake(({ world }) => {
    const bad = { state: 'bad', good_at: null } as const;
    world.health.become(
      { ...bad, link: 'storage', code: 'full', free_bytes: 1_000_000, key_in_file: false, mends: ['show_data_folder'] },
      { ...bad, link: 'api', code: 'not_listening', address: 'http://127.0.0.1:5001', mends: ['try_api'] },
    );
  }, null);
  await page.getByRole('button', { name: 'Show the data folder' }).click();
  await expect.poll(() => opened.calls('health.showDataFolder')).toHaveLength(1);
  await page.getByRole('button', { name: 'Try now' }).press('Enter');
  await expect(page.getByText('Another program still has it.')).toBeVisible();
});
