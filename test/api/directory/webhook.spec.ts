import { expect, test } from '@playwright/test';
import { type OpenedDirectory, openDirectory } from '../../support/opened-directory.ts';

let world: OpenedDirectory;

test.beforeEach(async () => {
  world = await openDirectory();
});

test.afterEach(() => world.close());

const registered = async () => (await world.lexline.listWebhooks()).data;
const arrives = () => expect.poll(world.page).toContain('and its webhooks arrive');

/** Started, and its webhook has been seen to work. */
async function startWhole(): Promise<void> {
  await (await world.start()).caughtUp;
  await arrives();
}

test('it registers one webhook, and after a restart it is the same one', async () => {
  await startWhole();
  const [webhook] = await registered();
  const secret = world.setting('webhook_secret');
  await world.restart();
  await arrives();
  expect(await registered()).toEqual([webhook]);
  expect(world.setting('webhook_id')).toBe(webhook?.id);
  expect(world.setting('webhook_secret')).toBe(secret);
});

test('on another port it is the same one with another address', async () => {
  await startWhole();
  const [webhook] = await registered();
  await world.restart({ port: 0 });
  await arrives();
  const url = `${world.directory.pageUrl}/webhooks/lexline`;
  expect(await registered()).toMatchObject([{ id: webhook?.id, url }]);
});

test('one that was paused is resumed', async () => {
  await startWhole();
  await world.lexline.pauseWebhook({ params: { id: world.setting('webhook_id') ?? '' } });
  expect((await registered())[0]?.is_active).toBe(false);
  await world.restart();
  expect((await registered())[0]?.is_active).toBe(true);
});

test('one that was switched off after a 410 is resumed', async () => {
  await startWhole();
  const { store, clock } = world.api;
  const [webhook] = await registered();
  if (!webhook) throw new Error('nothing is registered');
  await store.database.write(({ webhooks }) => webhooks.stop(webhook.id, 'disabled', 'gone', clock.now()));
  await world.restart();
  expect((await registered())[0]).toMatchObject({ id: webhook.id, is_active: true, disabled_reason: null });
});

test('one that is gone is made anew', async () => {
  await startWhole();
  const before = world.setting('webhook_id') ?? '';
  await world.lexline.deleteWebhook({ params: { id: before } });
  await world.restart();
  await arrives();
  expect(world.setting('webhook_id')).not.toBe(before);
  expect(await registered()).toMatchObject([{ id: world.setting('webhook_id') }]);
});

test('one whose secret was lost, as by a crash in the middle of registering, gives way to another', async () => {
  await startWhole();
  const before = world.setting('webhook_id');
  world.directory.database.exec("DELETE FROM settings WHERE name LIKE 'webhook%'");
  await world.restart();
  await arrives();
  expect(await registered()).toHaveLength(1);
  expect(world.setting('webhook_id')).not.toBe(before);
});

test('its secret is changed, and while both are valid no delivery is refused', async () => {
  await startWhole();
  const old = world.setting('webhook_secret') ?? '';
  await world.directory.rotateSecret();
  expect(world.setting('webhook_secret')).not.toBe(old);
  const test = await world.lexline.testWebhook({ params: { id: world.setting('webhook_id') ?? '' } });
  expect(test.status_code).toBe(200);
  const event = { type: 'session.ready', timestamp: '2026-11-22T08:00:00.000Z', data: {} };
  expect(await world.deliver('evt_old', event, old)).toBe(401);
  expect(await world.deliver('evt_new', event)).toBe(200);
});

test('a change of secrets that was cut off is mended at the next start', async () => {
  await startWhole();
  const params = { id: world.setting('webhook_id') ?? '' };
  await world.lexline.rotateWebhookSecret({ params, body: { overlap_hours: 0 } });
  expect((await world.lexline.testWebhook({ params })).status_code).toBe(401);
  await world.restart();
  await arrives();
  expect((await world.lexline.testWebhook({ params })).status_code).toBe(200);
});

test('a thin delivery: the message is fetched by its id', async () => {
  await startWhole();
  // Of what is stored without an event, the log tells nothing.
  const id = await world.write('The whole text', { direction: 'outbound' });
  const event = { type: 'message.sent', timestamp: '2026-11-22T08:00:00.000Z', data: { message_id: id } };
  expect(world.texts()).toEqual([]);
  expect(await world.deliver('evt_thin', event)).toBe(200);
  expect(world.texts()).toEqual(['The whole text']);
});

test('a thin delivery whose message cannot be fetched now is asked for again; of one that was erased the id is kept', async () => {
  await startWhole();
  const id = await world.write('The whole text', { direction: 'outbound' });
  const event = (message: string) => ({
    type: 'message.sent',
    timestamp: '2026-11-22T08:00:00.000Z',
    data: { message_id: message },
  });
  world.front.mishaps.push('refuse', 'refuse', 'refuse', 'refuse');
  expect(await world.deliver('evt_thin', event(id))).toBe(500);
  expect(world.rows("SELECT id FROM events WHERE id = 'evt_thin'")).toEqual([]);
  expect(await world.deliver('evt_thin', event(id))).toBe(200);
  expect(await world.deliver('evt_gone', event(`${id.slice(0, -4)}0000`))).toBe(200);
  expect(world.texts()).toEqual(['The whole text']);
});

test('where Lexline sends nothing to this address, events come from the log, and the page says so', async () => {
  await world.close();
  world = await openDirectory({ mode: 'live' });
  await (await world.start()).caughtUp;
  await world.write('Hello');
  await expect.poll(world.texts).toEqual(['Hello']);
  expect(await world.page()).toContain('Webhooks do not arrive');
});
