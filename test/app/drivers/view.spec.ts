import { expect } from '@playwright/test';
import { test } from './driven-page.ts';
import { ACCOUNT, createStandIn, isReady, isThere, link } from './linked-page.ts';

const client = '4917000001';
const chat = `${client}@c.us`;

test('a view that is closed and opened again is still linked, and reports what came meanwhile when it is read', async () => {
  const standIn = await createStandIn({ faults: { ciphertext_every: 0 } });
  const driven = await standIn.open();
  await link(standIn, driven);
  await driven.inApp((viewApp) => viewApp.close());
  await expect(driven.command('listChats', undefined)).rejects.toThrow();
  const { id } = await standIn.people.writeAsClient({ account: ACCOUNT, client, text: 'while it slept' });
  await driven.inApp((viewApp) => {
    viewApp.items.length = 0;
    viewApp.open();
  });
  await isReady(driven);
  const messages = await driven.command('readMessages', { chat, before: null, count: 5 });
  expect(messages).toContainEqual(expect.objectContaining({ id, text: 'while it slept' }));
  await standIn.close();
});

test('a command that a page is still at when it goes away fails at once', async () => {
  const standIn = await createStandIn({ faults: { sends: 'pending' } });
  const driven = await standIn.open();
  await link(standIn, driven);
  const { id: asked } = await standIn.people.writeAsClient({ account: ACCOUNT, client, text: 'a question' });
  await isThere(driven, { chat, id: asked, fromMe: false });
  const id = '3EB0F00000000000000001';
  const input = { chat, phone: client, id, text: 'kept pending', quoted: null };
  const sending = driven.command('sendText', input);
  sending.catch(() => {});
  await isThere(driven, { chat, id, fromMe: true });
  const failed = expect(sending).rejects.toThrow('no_answer');
  await driven.inApp((viewApp) => viewApp.reload());
  await failed;
  await isReady(driven);
  await standIn.close();
});

test('a page whose process has died is told, and is loaded again', async () => {
  const standIn = await createStandIn();
  const driven = await standIn.open();
  await link(standIn, driven);
  await driven.inApp((viewApp) => {
    viewApp.items.length = 0;
    viewApp.crash();
  });
  await expect.poll(() => driven.inApp((viewApp) => viewApp.events)).toContain('crashed');
  await driven.inApp((viewApp) => viewApp.reload());
  await isReady(driven);
  await standIn.close();
});

test('a page that hangs keeps no view from being closed, and another from working', async () => {
  const standIn = await createStandIn();
  const driven = await standIn.open();
  await link(standIn, driven);
  await standIn.people.setFaults({ hang_ms: 60_000 });
  await driven.inApp((viewApp) => {
    viewApp.close();
    viewApp.items.length = 0;
  });
  await standIn.people.setFaults({ hang_ms: 0 });
  await driven.inApp((viewApp) => viewApp.open());
  await isReady(driven);
  await standIn.close();
});

test("a page that calls every door of ours with what could hurt changes nothing of its driver's", async () => {
  const standIn = await createStandIn({ faults: { hostile: true, ciphertext_every: 0 } });
  const driven = await standIn.open();
  await link(standIn, driven);
  await expect.poll(() => driven.refused()).toBeGreaterThan(20);
  const { id } = await standIn.people.writeAsClient({ account: ACCOUNT, client, text: 'an honest word' });
  await expect.poll(async () => (await driven.messages()).some((message) => message.id === id)).toBe(true);
  const sent = await driven.command('sendText', {
    ...{ chat, phone: client, id: '3EB0F00000000000000002', text: 'an answer', quoted: null },
  });
  expect(sent.ack).toBeGreaterThanOrEqual(1);
  await standIn.close();
});
