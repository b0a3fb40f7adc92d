import { expect } from '@playwright/test';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import type { Language, Look, ShownApp } from './shown-app.ts';
import { LAWYER, type WalkedApp } from './walked-app.ts';

/** Each language by its own name, as the welcome offers it. */
const NAMES: Record<Language, string> = { en: 'English', ar: 'العربية' };

/** Long enough to be seen, and to scan the one that is shown. */
const QUICK_ROTATION = 5_000;
/** What linking takes, with the page loaded meanwhile. */
const LINKED = { timeout: 60_000 };

/** From the welcome to where it is asked whose WhatsApp this is. */
export async function upToTheLawyer(app: ShownApp, look: Look): Promise<void> {
  const { page, language } = app;
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
  await expect(app.heading('first.lawyer.title')).toBeVisible();
}

/** From the welcome to a linked phone. */
export async function firstRun(app: WalkedApp, look: Look): Promise<void> {
  await upToTheLawyer(app, look);
  await app.field('common.name').fill(LAWYER.name);
  await app.field('common.email').fill(LAWYER.email);
  await app.field('common.phone').fill(LAWYER.phone);
  await look('lawyer');
  await app.phones.setFaults({ qr_rotation_ms: QUICK_ROTATION });
  await app.button('first.create').click();
  await app.takeSecret('key.label');
  await scanTheSecondCode(app, look);
  await expect(app.heading('session.screen.ready.title')).toBeVisible(LINKED);
}

/** The code renews itself while somebody looks for the phone. */
async function scanTheSecondCode(app: WalkedApp, look: Look): Promise<void> {
  const code = app.qrCode();
  await expect(code).toBeVisible(LINKED);
  const first = await app.readQrCode();
  await expect(app.page.getByText(app.saying('session.screen.qr.renews_in'))).toBeVisible();
  await expect(code).not.toHaveAttribute('data-qr', first);
  await look('qr');
  await app.scan();
}

/** The set-up is gone through, left at the way in, and gone on with where something is still open. */
export async function setUp(app: WalkedApp, receiver: WebhookReceiver, look: Look): Promise<void> {
  const { page } = app;
  // What this machine is not is known by now, and takes room.
  await app.button('notices.collapse').click();
  await app.button('first.next').click();
  await expect(app.heading('set_up.step.key.title')).toBeVisible();
  await look('set-up-key');
  await app.button('first.next').click();
  await expect(app.heading('set_up.step.webhook.title')).toBeVisible();
  await app.button('directory.hooks.new').click();
  await app.dialog('directory.hooks.new').getByLabel(app.word('directory.hooks.url')).fill(receiver.url);
  await look('webhook-new');
  await app.button('directory.hooks.make').click();
  await app.takeSecret('directory.hooks.secret_label');
  await app.button('directory.hooks.test').click();
  await receiver.hasReceived(1);
  await expect(page.getByRole('status').filter({ hasText: '204' })).toBeVisible();
  await look('set-up-webhook');
  await app.button('first.next').click();
  await expect(app.heading('set_up.step.tunnel.title')).toBeVisible();
  await look('set-up-tunnel');
  await app.button('set_up.later').click();
  const card = page.getByRole('region', { name: app.saying('set_up.progress') });
  await expect(card).toContainText(app.word('set_up.item.key'));
  await look('set-up-left');
  await card.getByRole('button', { name: app.word('set_up.go_on') }).click();
  await expect(app.heading('set_up.step.key.title')).toBeVisible();
  await app.goToPart('set_up.steps', 'set_up.step.finish.name');
  await expect(app.heading('set_up.step.finish.title')).toBeVisible();
  await look('set-up-finish');
  await app.button('set_up.to_chats').click();
}
