import { test } from '@playwright/test';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { chats, newChat, offline, unread } from './chats.ts';
import { clients } from './clients.ts';
import { events, keys, webhooks } from './directory.ts';
import { files } from './files.ts';
import { firstRun, setUp } from './first-run.ts';
import { health } from './health.ts';
import { inAChat } from './in-a-chat.ts';
import { secondLawyer } from './lawyers.ts';
import { people } from './people.ts';
import { palette, search } from './search.ts';
import { details, rules, settings } from './settings.ts';
import { templates } from './templates.ts';
import { tunnel } from './tunnel.ts';
import { withWalkedApp } from './walked-app.ts';

test.describe.configure({ mode: 'parallel' });

for (const language of ['en', 'ar'] as const) {
  test(`a person walks through all of the app, from the first run on, in ${language}`, async () => {
    test.setTimeout(600_000);
    const { outputDir } = test.info();
    const receiver = await startWebhookReceiver();
    try {
      await withWalkedApp(language, async (app) => {
        const look = (name: string) => app.look(outputDir, name);
        await test.step('first run', () => firstRun(app, look));
        await test.step('set-up', () => setUp(app, receiver, look));
        await test.step('rules', () => rules(app, look));
        await test.step('chats', () => chats(app, look));
        await test.step('in a chat', () => inAChat(app, look));
        await test.step('files', () => files(app, look));
        await test.step('unread', () => unread(app, look));
        await test.step('new chat', () => newChat(app, look));
        await test.step('search', () => search(app, look));
        await test.step('palette', () => palette(app, look));
        await test.step('offline', () => offline(app, look));
        await test.step('clients', () => clients(app, look));
        await test.step('templates', () => templates(app, look));
        await test.step('keys', () => keys(app, look));
        await test.step('webhooks', () => webhooks(app, receiver, look));
        await test.step('events', () => events(app, look));
        await test.step('way in from outside', () => tunnel(app, look));
        await test.step('health and numbers', () => health(app, look));
        await test.step('second lawyer', () => secondLawyer(app, look));
        await test.step('details', () => details(app, look));
        await test.step('settings', () => settings(app, look));
        await test.step('people', () => people(app, look));
      });
    } finally {
      await receiver.stop();
    }
  });
}
