import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import { LAWYER, type WalkedApp } from './walked-app.ts';

const SECOND = { name: 'Bernd Kaya', email: 'bernd@kanzlei.example', phone: '+4915100000002' };
const YEAR = 365 * 24 * 3600;

/** A second lawyer is linked by a code that is typed into the phone, and the history is read while one looks on. */
export async function secondLawyer(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const until = Math.floor(Date.now() / 1000) - 3600;
  await app.phones.seed(SECOND.phone.slice(1), {
    ...{ first_client: '4915200000001', chats: 30, messages_per_chat: 40, from: until - YEAR, until },
  });
  await app.phones.setFaults({ history_pause_ms: 1000 });
  await app.button('lawyers.add').click();
  await app.field('common.name').fill(SECOND.name);
  await app.field('common.email').fill(SECOND.email);
  await app.field('common.phone').fill(SECOND.phone);
  await look('lawyer-new');
  await app.button('first.create').click();
  await app.takeSecret('key.label');
  await app.button('session.step.use_pairing_code').click();
  await app.dialog('session.screen.pairing-code.ask_title').getByRole('textbox').fill(SECOND.phone);
  await look('pairing-ask');
  await app.button('session.screen.pairing-code.ask').click();
  const shown = page.getByLabel(app.word('session.screen.pairing-code.label'));
  await expect(shown).toBeVisible({ timeout: 60_000 });
  await look('pairing');
  const code = ((await shown.textContent()) ?? '').replace('-', '');
  await app.phones.enterPairingCode({ code, phone: SECOND.phone, name: SECOND.name });
  const reading = page.getByText(app.saying('history.running'));
  await expect(reading).toBeVisible({ timeout: 60_000 });
  await look('history');
  await app.phones.setFaults({ history_pause_ms: 0 });
  await expect(reading).toBeHidden({ timeout: 60_000 });
  const rail = page.getByRole('navigation', { name: app.word('lawyers.rail') });
  await expect(rail.getByRole('button')).toHaveCount(3);
  await look('lawyers');
  const entry = app.word('lawyers.entry', { name: LAWYER.name, state: app.word('session.ready') });
  await rail.getByRole('button', { name: entry }).click();
  await expect(app.chat('Anna Schmidt')).toBeVisible();
}
