import { expect, test } from '@playwright/test';
import { directory } from './directory.ts';
import { inAChat } from './in-a-chat.ts';
import { people } from './people.ts';
import { ANNA, BEN, LAWYER, type Language, type Look, type WalkedApp, withWalkedApp } from './walked-app.ts';

/** Each language by its own name, as the welcome offers it. */
const NAMES: Record<Language, string> = { en: 'English', ar: 'العربية' };

for (const language of ['en', 'ar'] as const) {
  test(`a person walks through all of the app, from the first run on, in ${language}`, async () => {
    test.setTimeout(300_000);
    const { outputDir } = test.info();
    await withWalkedApp(language, async (app) => {
      const look = (name: string) => app.look(outputDir, name);
      await test.step('first run', () => firstRun(app, language, look));
      await test.step('chats', () => chats(app, look));
      await test.step('in a chat', () => inAChat(app, look));
      await test.step('search and palette', () => search(app, look));
      await test.step('offline', () => offline(app, look));
      await test.step('clients', () => clients(app, look));
      await test.step('templates', () => templates(app, look));
      await test.step('directory', () => directory(app, look));
      await test.step('health and numbers', () => health(app, look));
      await test.step('settings', () => settings(app, look));
      await test.step('staff', () => people(app, look));
    });
  });
}

async function firstRun(app: WalkedApp, language: Language, look: Look): Promise<void> {
  const { page } = app;
  await page.getByRole('combobox').selectOption(NAMES[language]);
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await expect(app.heading('first.welcome.title')).toBeVisible();
  await look('welcome');
  await app.button('first.next').click();
  await expect(app.button('recovery.done')).toBeVisible();
  await look('recovery-key');
  await app.button('recovery.done').click();
  await expect(app.heading('first.promises.title')).toBeVisible();
  await look('promises');
  await app.button('first.next').click();
  await app.field('common.name').fill(LAWYER.name);
  await app.field('common.email').fill(LAWYER.email);
  await app.field('common.phone').fill(LAWYER.phone);
  await look('lawyer');
  await app.button('first.create').click();
  await app.button('key.done').click();
  const code = page.locator('svg[data-qr]');
  await expect(code).toBeVisible({ timeout: 60_000 });
  await look('qr');
  await app.scan((await code.getAttribute('data-qr')) ?? '');
  await expect(app.heading('session.screen.ready.title')).toBeVisible({ timeout: 60_000 });
  await app.button('set_up.later').click();
}

async function chats(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('app.chats');
  await app.clientWrites(ANNA, 'Anna Schmidt', 'Is my letter from the court with you?');
  await app.clientWrites(BEN, 'Ben Ahmed', 'Thank you');
  await app.chat('Anna Schmidt').click();
  await expect(app.message('letter from the court')).toBeVisible();
  const compose = page.getByRole('textbox', { name: app.word('chat.compose_to', { name: 'Anna Schmidt' }) });
  await compose.fill('Yes, it came this morning.');
  await compose.press('Enter');
  await expect.poll(() => app.onPhoneOf(ANNA), { timeout: 60_000 }).toContain('Yes, it came this morning.');
  await app.choose('letter from the court', 'message.reply');
  await compose.fill('It says that we have three weeks.');
  await compose.press('Enter');
  await expect.poll(() => app.onPhoneOf(ANNA), { timeout: 60_000 }).toContain('It says that we have three weeks.');
  await compose.fill('a draft');
  await app.chat('Ben Ahmed').click();
  await expect(app.message('Thank you')).toBeVisible();
  await app.chat('Anna Schmidt').click();
  await expect(compose).toHaveValue('a draft');
  await look('chat');
  await app.button('gallery.title').click();
  await page.getByRole('tab', { name: app.word('gallery.documents') }).click();
  await expect(page.getByText(app.word('gallery.empty.documents'))).toBeVisible();
  await look('gallery');
  await app.button('gallery.back').click();
  await app.button('chat.details').click();
  const details = page.getByRole('complementary', { name: app.word('client.title') });
  await expect(details).toBeVisible();
  await look('details');
  await details.getByRole('button', { name: app.word('common.close') }).click();
}

async function search(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('search.title');
  await page.getByRole('combobox', { name: app.word('search.label') }).fill('court');
  const found = page.getByRole('listbox', { name: app.word('search.results') }).getByRole('option');
  await expect(found).toHaveCount(1);
  await expect(found.locator('mark')).toHaveText('court');
  await look('search');
  await found.click();
  await expect(app.message('letter from the court')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(app.dialog('palette.title')).toBeVisible();
  await look('palette');
  await page.keyboard.type('ben ah');
  await expect(app.dialog('palette.title').getByRole('option').first()).toContainText('Ben Ahmed');
  await page.keyboard.press('Enter');
  await expect(app.message('Thank you')).toBeVisible();
  await page.getByRole('log').focus();
  await page.keyboard.press('?');
  await expect(app.dialog('shortcuts.title')).toBeVisible();
  await look('shortcuts');
  await page.keyboard.press('Escape');
}

/** While WhatsApp cannot be reached that is said over the chat, and what is written waits. */
async function offline(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('app.chats');
  await app.chat('Ben Ahmed').click();
  await app.phones.setFaults({ network: 'down' });
  const banner = page.getByRole('status').filter({ hasText: app.word('session.banner.reconnecting') });
  await expect(banner).toContainText(app.word('session.cause.network_lost'), { timeout: 60_000 });
  const compose = page.getByRole('textbox', { name: app.word('chat.compose_to', { name: 'Ben Ahmed' }) });
  await compose.fill('Written meanwhile');
  await compose.press('Enter');
  await expect(app.message('Written meanwhile')).toBeVisible();
  await look('offline');
  await app.phones.setFaults({ network: 'up' });
  await expect.poll(() => app.onPhoneOf(BEN), { timeout: 90_000 }).toContain('Written meanwhile');
  await expect(banner).toBeHidden();
}

async function clients(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('clients.title');
  await page.getByRole('option', { name: 'Anna Schmidt' }).click();
  await page.getByRole('textbox', { name: app.word('clients.notes') }).fill('Came by recommendation.');
  await expect(page.getByText(app.word('clients.notes_saved'), { exact: true })).toBeVisible();
  await look('client');
  await app.button('client.merge').click();
  await app.dialog('client.merge_title').getByRole('button', { name: 'Ben Ahmed' }).click();
  const preview = app.dialog('client.merge_preview');
  await expect(preview).toContainText('Ben Ahmed');
  await look('merge');
  await preview.getByRole('button', { name: app.word('client.merge_confirm') }).click();
  const merged = page.getByRole('region', { name: app.word('client.merged') });
  await expect(merged).toContainText('Ben Ahmed');
  await app.button('common.undo').click();
  await expect(merged).toBeHidden();
}

async function templates(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('templates.title');
  await app.page.getByText(app.word('templates.make_first')).click();
  await app.page.getByRole('main').getByLabel(app.word('common.name')).fill('Appointment');
  await app.page
    .getByRole('main')
    .getByLabel(app.word('templates.text'), { exact: true })
    .fill('Your appointment is on {{date}}.');
  await app.button('clients.save').click();
  await expect(app.page.getByText(app.word('templates.saved'))).toBeVisible();
  await look('template');
  await app.goTo('app.chats');
  await app.chat('Ben Ahmed').click();
  const compose = page.getByRole('textbox', { name: app.word('chat.compose_to', { name: 'Ben Ahmed' }) });
  await compose.pressSequentially('/app');
  await expect(page.getByRole('option', { name: 'Appointment' })).toBeVisible();
  await page.keyboard.press('Enter');
  const fill = page.getByRole('dialog', { name: 'Appointment' });
  await fill.getByLabel('date').fill('Friday at ten');
  await look('template-fill');
  await fill.getByRole('button', { name: app.word('templates.take') }).click();
  await expect(compose).toHaveValue('Your appointment is on Friday at ten.');
  await compose.fill('');
}

async function health(app: WalkedApp, look: Look): Promise<void> {
  await app.goTo('health.nav');
  await expect(app.page.getByText(app.word('health.page.loaded'))).toBeVisible();
  await look('health');
  await app.goToPart('health.tabs', 'health.tab_numbers');
  await expect(app.page.getByText(app.word('numbers.total.messages_in'), { exact: true }).first()).toBeVisible();
  await look('numbers');
}

async function settings(app: WalkedApp, look: Look): Promise<void> {
  await app.goTo('app.settings');
  await app.goToPart('settings.sections', 'settings.rules');
  await app.field('settings.characters_per_minute').fill('500');
  await app.button('settings.save').click();
  await expect(app.page.getByText(app.word('settings.saved'), { exact: true })).toBeVisible();
  await look('rules');
  await app.goToPart('settings.sections', 'app_settings.title');
  await app.field('app_settings.contrast').selectOption(app.word('app_settings.contrast_high'));
  await expect(app.page.locator('html')).toHaveAttribute('data-contrast', 'high');
  await look('settings');
  await app.field('app_settings.contrast').selectOption(app.word('app_settings.contrast_normal'));
}
