import { expect, test } from '@playwright/test';
import { type OpenedDirectory, openDirectory, PHONE } from '../../support/opened-directory.ts';

const HOUR = 60 * 60_000;

let world: OpenedDirectory;

test.beforeEach(async () => {
  world = await openDirectory();
  world.answer = ({ text }) => `You wrote: ${text}`;
});

test.afterEach(() => world.close());

interface AnswerRow {
  key: string;
  text: string;
  message_id: string | null;
  problem: string | null;
}
const answers = () => world.rows<AnswerRow>('SELECT * FROM answers');
/** What Lexline was asked to send. */
const asked = () =>
  world.api.store.rows<{ id: string; content: string }>("SELECT * FROM messages WHERE direction = 'outbound'");
const accepted = () => expect.poll(() => answers().map(({ message_id }) => message_id !== null)).toEqual([true]);

test('a message is answered once, under a key that follows from it, and what becomes of it is shown', async () => {
  await (await world.start()).caughtUp;
  const id = await world.write('Hello');
  await accepted();
  expect(answers()).toMatchObject([{ key: `answer-to-${id}`, text: 'You wrote: Hello' }]);
  expect(world.front.keys).toContain(`answer-to-${id}`);
  const [sent] = asked();
  for (const status of ['sent', 'delivered', 'read'] as const) {
    await world.advance(sent?.id ?? '', status);
    await expect.poll(world.page).toContain(`Our answer · ${status}`);
  }
  expect((await world.page()).split('You wrote: Hello')).toHaveLength(2);
});

test('an answer of Lexline’s that is lost on the way sends nothing twice', async () => {
  await (await world.start()).caughtUp;
  await expect.poll(world.page).toContain('and its webhooks arrive');
  world.front.mishaps.push('lose', 'refuse', 'lose');
  await world.write('Hello');
  await accepted();
  expect(world.front.mishaps).toEqual([]);
  expect(asked()).toHaveLength(1);
});

test('a crash between the sending and its commit sends nothing twice', async () => {
  await (await world.start()).caughtUp;
  await world.write('Hello');
  await accepted();
  // As it was before Lexline's answer.
  world.directory.database.exec('UPDATE answers SET message_id = NULL, accepted_at = NULL');
  await world.restart();
  await accepted();
  expect(asked()).toHaveLength(1);
  expect(answers()[0]?.message_id).toBe(asked()[0]?.id);
});

test('what was sent before a crash days ago is known from the log, and is not sent again', async () => {
  await (await world.start()).caughtUp;
  await world.write('Hello');
  await accepted();
  const [sent] = asked();
  await world.directory.stop();
  await world.advance(sent?.id ?? '', 'sent');
  await world.start();
  await world.directory.caughtUp;
  world.directory.database.exec(
    "DELETE FROM messages WHERE direction = 'outbound'; DELETE FROM events WHERE type = 'message.sent'; UPDATE settings SET value = '0' WHERE name = 'cursor'; UPDATE answers SET message_id = NULL",
  );
  await world.api.clock.jump(72 * HOUR);
  await world.restart();
  expect(answers()).toMatchObject([{ message_id: sent?.id, problem: null }]);
  expect(asked()).toHaveLength(1);
});

test('what may have been sent more than a day ago, and is not in the log, is left to a person', async () => {
  await (await world.start()).caughtUp;
  await world.write('Hello');
  await accepted();
  world.directory.database.exec('UPDATE answers SET message_id = NULL');
  await world.api.clock.jump(25 * HOUR);
  await world.restart();
  await expect.poll(world.page).toContain('Our answer · perhaps sent');
  expect(asked()).toHaveLength(1);
});

test('what Lexline refuses is not tried again, and the reason is shown', async () => {
  await (await world.start()).caughtUp;
  const first = await world.write('Hello');
  await accepted();
  const { client_id: id } = await world.lexline.getConversation({ params: { conversation: PHONE } });
  await world.lexline.changeClient({ params: { id: id ?? '' }, body: { status: 'blocked' } });
  const second = await world.write('Hello again');
  await expect.poll(world.page).toContain('Our answer · client_blocked');
  expect(answers().map(({ key }) => key)).toEqual([`answer-to-${first}`, `answer-to-${second}`]);
  expect(asked()).toHaveLength(1);
});

test('an answer that was decided while Lexline was away goes when it is there', async () => {
  await (await world.start()).caughtUp;
  const id = await world.write('Hello');
  await accepted();
  await world.directory.stop();
  await world.write('Again');
  const event = (await world.lexline.listEvents()).data.filter(({ type }) => type === 'message.received').at(-1);
  world.front.mishaps.push(...Array<'refuse'>(10_000).fill('refuse'));
  await world.start();
  expect(await world.deliver(event?.id ?? '', event ?? {})).toBe(200);
  expect(answers().map(({ message_id }) => message_id !== null)).toEqual([true, false]);
  expect(await world.page()).toContain('Our answer · waits for Lexline');
  world.front.mishaps.length = 0;
  await expect.poll(() => answers().map(({ message_id }) => message_id !== null)).toEqual([true, true]);
  expect(asked()).toHaveLength(2);
  expect(answers()[0]?.key).toBe(`answer-to-${id}`);
});

test('what is old, as from the history of a chat, and what comes from a group is not answered', async () => {
  await (await world.start()).caughtUp;
  await world.write('From last year', { at: world.api.clock.now() - 25 * HOUR });
  await world.write('Without a number', { phone: null, lid: '123456789' });
  await world.write('Hello');
  await accepted();
  expect(world.texts()).toHaveLength(3);
  expect(answers()).toMatchObject([{ text: 'You wrote: Hello' }]);
});

test('a text that an event had to cut is read whole before it is answered', async () => {
  const long = 'long '.repeat(6_000);
  world.answer = ({ text }) => `${text.length} characters`;
  await (await world.start()).caughtUp;
  await world.write(long);
  await accepted();
  expect(world.texts()).toContain(long);
  expect(answers()).toMatchObject([{ text: `${long.length} characters` }]);
});

test('whether a client was answered before is known after a restart', async () => {
  world.answer = ({ isAnswered }) => (isAnswered ? null : 'Thank you.');
  await (await world.start()).caughtUp;
  await world.write('Hello');
  await accepted();
  await world.restart();
  await world.write('Hello again');
  await expect.poll(world.texts).toContain('Hello again');
  expect(answers()).toHaveLength(1);
});
