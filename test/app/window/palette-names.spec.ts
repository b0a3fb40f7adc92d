import type { IpcCall } from '../../../main/contract/ipc.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

const palette = ({ page }: OpenedWindow) => page.getByRole('dialog', { name: 'Go to, or do' });
const choices = (opened: OpenedWindow) => palette(opened).getByRole('option');
const READS: readonly IpcCall[] = ['templates.list', 'webhooks.list', 'keys.list', 'staff.list'];

async function type(opened: OpenedWindow, words: string): Promise<void> {
  await opened.page.keyboard.press('ControlOrMeta+K');
  await expect(opened.page.getByRole('combobox', { expanded: true })).toBeFocused();
  await opened.page.keyboard.type(words);
}

test.beforeEach(async ({ opened }) => {
  await opened.fake(({ world }) => {
    const [lawyer] = world.lawyers;
    if (!lawyer) throw new Error('there is one');
    world.keys.addTo(lawyer.id);
    world.webhooks.addTo(lawyer.id);
    world.templates.addTo(lawyer.id);
    const olga = world.staff.add('Olga Owner', 'owner');
    world.staff.add('\u202EmaS trop', 'support');
    world.staff.become(olga);
  }, null);
  await expect(opened.page.getByRole('option').first()).toBeVisible();
});

for (const { words, title, address, place } of [
  { words: 'appoint', title: 'AppointmentTemplate', address: /templates\/tpl_/, place: 'Appointment' },
  {
    words: 'production',
    title: 'Productionhttps://directory.example/lexline',
    address: /directory\/webhooks\/whk_/,
    place: null,
  },
  { words: 'b.example', title: 'https://b.example/pausedWebhook', address: /directory\/webhooks\/whk_/, place: null },
]) {
  test(`the palette leads to what is called “${words}” by the keyboard alone`, async ({ opened }) => {
    await type(opened, words);
    await expect(choices(opened).first()).toContainText(title);
    await opened.page.keyboard.press('Enter');
    await expect(palette(opened)).toBeHidden();
    await expect(opened.page).toHaveURL(address);
    if (place !== null) await expect(opened.page.getByLabel('Name', { exact: true })).toHaveValue(place);
  });
}

test('a key and a person found by name have the focus in their lists', async ({ opened }) => {
  const { page } = opened;
  await type(opened, 'directory production');
  await expect(choices(opened).first()).toContainText(/Directory, production.*API key$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/directory\/keys\/k\w+/);
  await expect(page.getByRole('listitem', { name: 'Directory, production' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('listitem', { name: 'Directory, production' }).getByRole('button').first()).toBeFocused();
  await type(opened, 'olga kanzlei');
  await expect(choices(opened).first()).toContainText('Olga Owner');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/people\/people\/stf_/);
  await expect(page.getByRole('listitem', { name: 'Olga Owner' })).toBeFocused();
});

test('nothing of that is read before something is typed, and each once while one types', async ({ opened }) => {
  const { page } = opened;
  const read = async () => (await Promise.all(READS.map((name) => opened.calls(name)))).map(({ length }) => length);
  const before = await read();
  await type(opened, '');
  await expect(choices(opened).first()).toBeVisible();
  expect(await read()).toEqual(before);
  await page.keyboard.type('fee');
  await expect(choices(opened).filter({ hasText: 'Template' }).first()).toContainText('Fee');
  expect(await read()).toEqual(before.map((count) => count + 1));
});

test('a name that turns what is read is shown as what it is, and turns nothing beside it', async ({ opened }) => {
  for (const [words, what] of [
    ['power', 'Template'],
    ['trop', 'Person'],
    ['old yrot', 'API key'],
  ] as const) {
    await type(opened, words);
    const first = choices(opened).first();
    await expect(first).toContainText(what);
    await expect(first.locator('b')).toHaveCount(0);
    // The override stands alone, in an isolation of its own within that of the name.
    await expect(first.locator('bdi bdi')).toHaveText('\u202E');
    await opened.page.keyboard.press('Escape');
  }
});
