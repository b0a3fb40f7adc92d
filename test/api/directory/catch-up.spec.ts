import { expect, test } from '@playwright/test';
import { type OpenedDirectory, openDirectory, PHONE } from '../../support/opened-directory.ts';
import { tellEvents } from '../../support/told-events.ts';

let world: OpenedDirectory;

test.beforeEach(async () => {
  world = await openDirectory();
});

test.afterEach(() => world.close());

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `Message ${String(n).padStart(3, '0')}`);

async function writeAll(texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.write(text);
}

test('what was written before its first start and while it was down is there, each once', async () => {
  await writeAll(numbered(3));
  await (await world.start()).caughtUp;
  expect(world.texts()).toEqual(numbered(3));
  await world.directory.stop();
  await writeAll(numbered(130).slice(3));
  await (await world.start()).caughtUp;
  // More than one part of the log.
  expect(world.texts()).toEqual(numbered(130));
  expect(world.rows('SELECT id FROM events WHERE type = ?', 'message.received')).toHaveLength(130);
});

test('it goes on from its cursor, and does not begin anew', async () => {
  await writeAll(numbered(3));
  await (await world.start()).caughtUp;
  world.directory.database.exec('DELETE FROM messages; DELETE FROM events');
  await world.directory.stop();
  await world.write('News');
  await (await world.start()).caughtUp;
  expect(world.texts()).toEqual(['News']);
});

test('then the stream tells what comes, through a cut connection and a restart of Lexline', async () => {
  await (await world.start()).caughtUp;
  await world.write('First');
  await expect.poll(world.texts).toEqual(['First']);
  world.front.cut();
  await world.write('Second');
  await expect.poll(world.texts).toEqual(['First', 'Second']);
  await world.api.restart();
  await world.write('Third');
  await expect.poll(world.texts).toEqual(['First', 'Second', 'Third']);
  const [last] = (await world.lexline.listEvents({ query: { after: 0 } })).data.slice(-1);
  await expect.poll(() => world.setting('cursor')).toBe(String(last?.cursor));
});

test('the same event by webhook and from the log counts once, whichever comes first', async () => {
  world.answer = ({ id }) => `An answer to ${id}`;
  await (await world.start()).caughtUp;
  await world.directory.stop();
  const id = await world.write('Hello');
  const { cursor: _, ...event } = (await world.lexline.listEvents()).data.at(-1) ?? { cursor: 0, id: '', type: '' };

  // The webhook comes first: Lexline's API does not answer meanwhile.
  world.front.mishaps.push(...Array<'refuse'>(50).fill('refuse'));
  await world.start();
  expect(await world.deliver(event.id, event)).toBe(200);
  expect(world.texts()).toEqual(['Hello']);
  const before = world.setting('cursor');
  world.front.mishaps.length = 0;
  await world.directory.caughtUp;
  expect(world.setting('cursor')).not.toBe(before);
  expect(await world.deliver(event.id, event)).toBe(200);
  const both = { webhook_at: expect.any(Number), log_at: expect.any(Number) };
  expect(world.rows('SELECT * FROM events WHERE message_id = ? AND type = ?', id, 'message.received')).toMatchObject([
    both,
  ]);
  await expect.poll(() => world.api.store.rows('SELECT id FROM outbox')).toHaveLength(1);
  expect(world.rows('SELECT key FROM answers')).toEqual([{ key: `answer-to-${id}` }]);
});

test('a cursor that is not kept any more: the chats are read, and then what is kept of the log', async () => {
  world.answer = () => 'An answer';
  await world.write('Known');
  await (await world.start()).caughtUp;
  const after = Number(world.setting('cursor'));
  await world.directory.stop();
  const { api, lawyer } = world;
  world.answer = ({ text }) => (text === 'Kept' ? 'An answer' : null);
  await api.clock.jump(60_000);
  await world.write('Missed');
  await world.write('Missed elsewhere', { phone: null, lid: '123456789' });
  await tellEvents(api.store.database, lawyer.lawyer.id, { at: api.clock.now() });
  await api.clock.jump(60_000);
  // What waits to be delivered is kept longer.
  api.store.run('DELETE FROM webhook_queue');
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now() - 1, 1_000));
  await world.write('Kept');
  await expect(world.lexline.listEvents({ query: { after } })).rejects.toMatchObject({ code: 'events_expired' });

  await (await world.start()).caughtUp;
  expect(
    world
      .texts()
      .filter((text) => text !== 'An answer')
      .sort(),
  ).toEqual(['Kept', 'Known', 'Missed', 'Missed elsewhere']);
  expect(world.rows('SELECT id FROM conversations WHERE phone = ?', PHONE)).toHaveLength(1);
  const [last] = (await world.lexline.listEvents({ query: { after: 0 } })).data.slice(-1);
  await expect.poll(() => Number(world.setting('cursor'))).toBeGreaterThanOrEqual(last?.cursor ?? Number.NaN);
});

test('a cursor that Lexline has never given, as after an older copy of its database, is let go', async () => {
  await world.write('First');
  await (await world.start()).caughtUp;
  world.directory.database.prepare("UPDATE settings SET value = '4711' WHERE name = 'cursor'").run();
  await world.directory.stop();
  await world.write('Second');
  await (await world.start()).caughtUp;
  expect(world.texts()).toEqual(['First', 'Second']);
  expect(Number(world.setting('cursor'))).toBeLessThan(4711);
});

test('without Lexline its page is there and says so; when Lexline comes, it catches up', async () => {
  await world.write('Early');
  await (await world.start()).caughtUp;
  await world.directory.stop();
  await world.write('Late');
  world.front.mishaps.push(...Array<'refuse'>(10_000).fill('refuse'));
  await world.start();
  const page = await world.page();
  expect(page).toContain('Lexline not reached since');
  expect(page).toContain('Early');
  expect(page).not.toContain('Late');
  world.front.mishaps.length = 0;
  await world.directory.caughtUp;
  await expect.poll(world.page).toContain('and its webhooks arrive');
  expect(await world.page()).toContain('Late');
});

test('that Lexline goes away, and that it is there again, is seen at once', async () => {
  await (await world.start()).caughtUp;
  await expect.poll(world.page).toContain('and its webhooks arrive');
  world.front.mishaps.push(...Array<'refuse'>(100_000).fill('refuse'));
  world.front.cut();
  await expect.poll(world.page).toContain('Lexline not reached since');
  world.front.mishaps.length = 0;
  await expect.poll(world.page).toContain('and its webhooks arrive');
});

test('an ended key is told on the page, and is no end of the directory', async () => {
  await (await world.start()).caughtUp;
  await world.directory.stop();
  await world.lexline.revokeKey({ params: { id: world.lawyer.keyId } });
  await world.start();
  await expect.poll(world.page).toContain('api_key_revoked');
});

test('the chats of two lawyers are not mixed in one file', async () => {
  await (await world.start()).caughtUp;
  await world.directory.stop();
  const other = await world.api.addLawyer();
  await world.start({ key: other.key });
  await expect.poll(world.page).toContain('holds the chats of another lawyer');
  expect(world.setting('lawyer_id')).toBe(world.lawyer.lawyer.id);
});

test('the page is told of each change, and has it when it looks', async () => {
  await (await world.start()).caughtUp;
  await expect.poll(world.page).toContain('and its webhooks arrive');
  const live = await fetch(`${world.directory.pageUrl}/live`);
  expect(live.headers.get('content-type')).toContain('text/event-stream');
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
  // What changed before it looked.
  expect((await reader?.read())?.value).toBe('data: changed\n\n');
  const told = reader?.read();
  await world.write('Look at me');
  expect((await told)?.value).toContain('data: changed\n\n');
  expect(await world.page()).toContain('Look at me');
  await reader?.cancel();
});
