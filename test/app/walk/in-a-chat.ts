import { expect } from '@playwright/test';
import { pdf } from '../practice-page-files.ts';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

const CLIENT = '+4915112345680';
const NAME = 'Carla Rossi';
const REPLY = 'The hearing is on Thursday.';
/** What crosses WhatsApp goes at the pace at which a person types. */
const PACED = { timeout: 60_000 };

/** What is done with single messages, on both sides: each is seen in the window and on the client's phone. */
export async function inAChat(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const place = { account: app.account, client: CLIENT };
  const question = await app.clientWrites(CLIENT, NAME, 'When is the hearing?');
  const mistake = await app.clientWrites(CLIENT, NAME, 'I have told everybody');
  await app.chat(NAME).click();
  const compose = app.compose(NAME);
  const onPhone = async () => app.phones.readClientPhone(app.account, CLIENT);

  await app.phones.act(place, { action: 'edit', message: question, text: 'When and where is the hearing?' });
  const asked = app.message('When and where is the hearing?');
  await asked.getByRole('button', { name: app.word('message.edited'), exact: true }).click();
  await expect(app.dialog('message.versions').getByRole('listitem')).toHaveText([
    /When is the hearing\?$/,
    /When and where is the hearing\?$/,
  ]);
  await look('versions');
  await page.keyboard.press('Escape');
  await app.phones.act(place, { action: 'revoke', message: mistake });
  await expect(app.message('I have told everybody')).toContainText(app.saying('message.revoked_by_them'));
  await app.phones.act(place, { action: 'react', message: question, emoji: '🙏' });
  await expect(asked.getByRole('button', { name: /^\u2068?🙏/ })).toBeVisible();

  await app.choose('When and where is the hearing?', 'message.react');
  await page.getByRole('dialog').getByRole('button', { name: '👍', exact: true }).click();
  await expect(asked.getByRole('button', { name: app.word('message.reaction_yours', { emoji: '👍' }) })).toBeVisible();
  await expect.poll(async () => (await onPhone())[0]?.reactions, PACED).toContainEqual({ by: 'lawyer', emoji: '👍' });

  await compose.fill(REPLY);
  await app.button('emoji.title').click();
  await page.getByLabel(app.word('emoji.search')).fill('calendar');
  await page.keyboard.press('Enter');
  await expect(compose).toHaveValue(/^The hearing is on Thursday\..+/);
  await compose.press('Enter');
  await expect.poll(async () => (await onPhone()).at(-1)?.text, PACED).toMatch(/^The hearing is on Thursday\..+/);
  await app.choose(REPLY, 'message.times');
  await expect(app.dialog('message.times_title').locator('time').first()).toBeVisible();
  await look('times');
  await page.keyboard.press('Escape');
  await app.choose(REPLY, 'message.edit');
  const edited = page.getByRole('textbox', { name: app.word('chat.editing') });
  await edited.fill('The hearing is on Friday.');
  await edited.press('Enter');
  await expect.poll(async () => (await onPhone()).at(-1)?.text, PACED).toBe('The hearing is on Friday.');
  await app.choose('The hearing is on Friday.', 'message.revoke');
  await app
    .dialog('message.revoke_title')
    .getByRole('button', { name: app.word('message.revoke') })
    .click();
  await expect.poll(async () => (await onPhone()).at(-1)?.revoked, PACED).toBe(true);
  await expect(app.message('The hearing is on Friday.')).toContainText(app.saying('message.revoked_by_you'));

  const file = { name: 'summons.pdf', mimeType: 'application/pdf', buffer: pdf('the summons') };
  await page.locator('form input[type=file]').setInputFiles([file]);
  await expect(page.getByRole('list', { name: app.word('chat.files') }).getByText('summons.pdf')).toBeVisible();
  await look('attached');
  await compose.press('Enter');
  await expect.poll(async () => (await onPhone()).at(-1)?.file?.name, PACED).toBe('summons.pdf');
  await look('messages');
}
