import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import { ANNA, BEN, type WalkedApp } from './walked-app.ts';

/** What crosses WhatsApp goes at the pace at which a person types. */
const PACED = { timeout: 60_000 };

const DORA = '+4915112345681';
const NEW_NUMBER = '+4915112345690';
/** More than a window holds. */
const UNREAD = 40;

/** Two clients write, are answered and quoted; a draft is kept. */
export async function chats(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('app.chats');
  await app.clientWrites(ANNA, 'Anna Schmidt', 'Is my letter from the court with you?');
  await app.clientWrites(BEN, 'Ben Ahmed', 'Thank you');
  await app.chat('Anna Schmidt').click();
  await expect(app.message('letter from the court')).toBeVisible();
  const compose = app.compose('Anna Schmidt');
  await compose.fill('Yes, it came this morning.');
  await compose.press('Enter');
  await expect.poll(() => app.onPhoneOf(ANNA), PACED).toContain('Yes, it came this morning.');
  await app.choose('letter from the court', 'message.reply');
  await compose.fill('It says that we have three weeks.');
  await compose.press('Enter');
  await expect.poll(() => app.onPhoneOf(ANNA), PACED).toContain('It says that we have three weeks.');
  await compose.fill('a draft');
  await app.chat('Ben Ahmed').click();
  await expect(app.message('Thank you')).toBeVisible();
  await app.chat('Anna Schmidt').click();
  await expect(compose).toHaveValue('a draft');
  await look('chat');
  await app.button('chat.details').click();
  const details = page.getByRole('complementary', { name: app.word('client.title') });
  await expect(details).toBeVisible();
  await look('details');
  await details.getByRole('button', { name: app.word('common.close') }).click();
  await expect(details).toBeHidden();
}

/** Much has come in while one was elsewhere: the chat begins where it is unread, and a button leads to its end. */
export async function unread(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const begin = Math.floor(Date.now() / 1000) - UNREAD;
  await app.phones.writeMany(
    app.account,
    Array.from({ length: UNREAD }, (_, index) => ({
      ...{ client: DORA, name: 'Dora Lang', text: `Receipt number ${index + 1}.`, timestamp: begin + index },
    })),
  );
  await expect(app.chat('Dora Lang')).toContainText(`${UNREAD}`);
  await app.chat('Dora Lang').click();
  await expect(app.message('Receipt number 1.')).toBeInViewport();
  await expect(app.message(`Receipt number ${UNREAD}.`)).not.toBeInViewport();
  await look('unread');
  await page.getByRole('button', { name: new RegExp(`^${app.word('chat.latest')}.*\\d`) }).click();
  await expect(app.message(`Receipt number ${UNREAD}.`)).toBeInViewport();
  await expect(app.chat('Dora Lang').getByText(`${UNREAD}`, { exact: true })).toBeHidden();
}

/** Somebody who has not written yet is written to. */
export async function newChat(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.button('chats.new').click();
  const dialog = app.dialog('chats.new_title');
  await dialog.getByLabel(app.word('common.phone'), { exact: true }).fill(NEW_NUMBER);
  await look('chat-new');
  await dialog.getByRole('button', { name: app.word('chats.new_open') }).click();
  await expect(page.getByText(app.word('chats.new_pane'))).toBeVisible();
  const compose = page.getByRole('main').getByRole('textbox');
  await compose.fill('You asked me to write to you.');
  await compose.press('Enter');
  await expect.poll(() => app.onPhoneOf(NEW_NUMBER), PACED).toContain('You asked me to write to you.');
}

/** While WhatsApp cannot be reached that is said over the chat, and what is written waits. */
export async function offline(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('app.chats');
  await app.chat('Ben Ahmed').click();
  await app.phones.setFaults({ network: 'down' });
  const banner = page.getByRole('status').filter({ hasText: app.word('session.banner.reconnecting') });
  await expect(banner).toContainText(app.word('session.cause.network_lost'), PACED);
  const compose = app.compose('Ben Ahmed');
  await compose.fill('Written meanwhile');
  await compose.press('Enter');
  await expect(app.message('Written meanwhile')).toBeVisible();
  await look('offline');
  await app.phones.setFaults({ network: 'up' });
  await expect.poll(() => app.onPhoneOf(BEN), { timeout: 90_000 }).toContain('Written meanwhile');
  await expect(banner).toBeHidden();
}
