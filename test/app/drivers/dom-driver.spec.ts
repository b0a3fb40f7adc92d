import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { pdf, png } from '../practice-page-files.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { ACCOUNT, createStandIn, isReady, link, type StandIn } from './linked-page.ts';

const account = ACCOUNT;
const client = '4917000001';
const chat = `${client}@c.us`;
const wanted = { chat, phone: client };

let ids = 0;
function newId(): string {
  ids += 1;
  return `3EB0D0${String(ids).padStart(16, '0')}`;
}

test.describe('the second driver', () => {
  test.describe.configure({ mode: 'serial' });
  let standIn: StandIn;
  let driven: DrivenPage;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    standIn = await createStandIn({ faults: { ciphertext_every: 0 } });
    driven = await standIn.open('dom');
    await link(standIn, driven);
    await standIn.people.writeAsClient({ account, client, name: 'Anna', text: 'from the first Anna' });
  });
  test.afterAll(() => standIn.close());

  const arrived = async (who: string) =>
    (await standIn.people.readClientPhone(account, who)).filter(({ from_me }) => !from_me);
  const send = (text: string, to = client) =>
    driven.command('sendText', { chat: `${to}@c.us`, phone: to, id: newId(), text, quoted: null });
  const screen = async () => (await driven.command('readOpenChat', undefined))?.messages as PageMessage[];

  test('keeps two people of one name apart, even when somebody opens the other chat meanwhile', async () => {
    const other = '4917000002';
    await standIn.people.writeAsClient({ account, client: other, name: 'Anna', text: 'from the second Anna' });
    expect((await send('for the first')).ack).toBe(1);
    // Somebody who looks at the page clicks on the other one, which is above.
    await driven.page.locator('[data-testid="cell-frame-container"]', { hasText: 'from the second Anna' }).click();
    await expect(driven.page.locator('#main')).toContainText('from the second Anna');
    expect((await send('for the first again')).ack).toBe(1);
    expect((await send('for the second', other)).ack).toBe(1);
    const texts = async (who: string) => (await arrived(who)).map(({ text }) => text);
    await expect.poll(() => texts(other)).toEqual(['for the second']);
    expect(await texts(client)).toEqual(['for the first', 'for the first again']);
  });

  test('tells nobody whose messages are on the screen when it does not know', async () => {
    await driven.command('openChat', wanted);
    expect(await driven.command('readOpenChat', undefined)).toMatchObject({ chat, title: 'Anna' });
    await driven.page.locator('[data-testid="cell-frame-container"]', { hasText: 'for the second' }).click();
    await expect(driven.page.locator('#main')).toContainText('for the second');
    expect(await driven.command('readOpenChat', undefined)).toEqual({ title: 'Anna', chat: null, messages: [] });
  });

  test('leaves a draft where it is, and sends nothing', async () => {
    await driven.command('openChat', wanted);
    const box = driven.page.getByTestId('conversation-compose-box-input');
    await box.click();
    await driven.page.keyboard.type('what the lawyer was about to say');
    const before = await arrived(client);
    await expect(send('not now')).rejects.toThrow('draft_in_the_way');
    await expect(box).toHaveText('what the lawyer was about to say');
    expect(await arrived(client)).toEqual(before);
    await driven.page.keyboard.press('Control+A');
    await driven.page.keyboard.press('Backspace');
  });

  test('takes what stands in the search for what somebody was looking for, and leaves it there', async () => {
    const search = driven.page.locator('input[data-tab="3"]');
    await search.fill('Ann');
    expect((await send('after a search', '4917000002')).ack).toBe(1);
    await expect(search).toHaveValue('Ann');
    await search.fill('');
  });

  test('refuses a number that has no chat and is nobody', async () => {
    await expect(send('to nobody', '4917000000')).rejects.toThrow('chat_not_found');
    await expect(
      driven.command('sendText', { chat: '123456789012345@lid', phone: null, id: newId(), text: 'x', quoted: null }),
    ).rejects.toThrow('no_phone');
  });

  test('refuses an answer with a quote, and a voice note, before anything is done', async () => {
    const quoted = { chat, id: '3A44444444444444', fromMe: false };
    const answer = driven.command('sendText', { ...wanted, id: newId(), text: 'x', quoted });
    await expect(answer).rejects.toThrow('ability_missing');
    const common = { file: 'none', mimeType: 'audio/ogg', fileName: 'a.ogg', caption: '', quoted: null };
    const note = driven.command('sendFile', { ...wanted, id: newId(), use: 'voice', ...common });
    await expect(note).rejects.toThrow('ability_missing');
  });

  const FILES = [
    ['document', 'letter.pdf', 'application/pdf', pdf('signed'), ''],
    ['image', 'damage.png', 'image/png', png(20, 20), 'as agreed'],
  ] as const;
  for (const [use, fileName, mimeType, bytes, caption] of FILES) {
    test(`attaches a file as ${use}`, async () => {
      const file = newId();
      await driven.command('stageFile', { file, offset: 0, base64: bytes.toString('base64') });
      const sent = await driven.command('sendFile', {
        ...{ ...wanted, id: file, file, use, mimeType, fileName, caption, quoted: null },
      });
      expect(sent).toEqual({ ack: 1, id: expect.any(String) });
      const onPhone = async () => (await arrived(client)).find(({ id }) => id === sent.id);
      await expect.poll(onPhone).toMatchObject({ kind: use, text: caption });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect((await onPhone())?.file?.sha256).toBe(sha256);
    });
  }

  test('leaves no menu open that has no entry for the file, and attaches the next one', async () => {
    const menu = await driven.page.evaluateHandle(() => {
      const { replaceChildren } = Element.prototype;
      const isMedia = (node: Node | string) =>
        node instanceof Element && node.getAttribute('data-testid') === 'mi-attach-media';
      Element.prototype.replaceChildren = function (...nodes) {
        return replaceChildren.apply(
          this,
          nodes.filter((node) => !isMedia(node)),
        );
      };
      return { restore: () => Object.assign(Element.prototype, { replaceChildren }) };
    });
    const attach = async (use: 'image' | 'document') => {
      const file = newId();
      const [mimeType, bytes] = use === 'image' ? ['image/png', png(21, 21)] : ['application/pdf', pdf('next')];
      await driven.command('stageFile', { file, offset: 0, base64: bytes.toString('base64') });
      const facts = { file, use, mimeType, fileName: 'a.bin', caption: '', quoted: null };
      return driven.command('sendFile', { ...wanted, id: file, ...facts });
    };
    await expect(attach('image')).rejects.toThrow('ability_missing');
    await expect(driven.page.getByTestId('mi-attach-document')).toHaveCount(0);
    await menu.evaluate(({ restore }) => void restore());
    expect((await attach('document')).ack).toBe(1);
    // A menu that somebody has opened is taken as it is.
    await driven.page.getByTestId('conversation-clip').click();
    const { ack, id } = await attach('image');
    expect(ack).toBe(1);
    await expect.poll(async () => (await arrived(client)).map((message) => message.id)).toContain(id);
  });

  test('closes the editor of a file whose caption cannot be written, and sends nothing', async () => {
    const before = await arrived(client);
    const deafness = await driven.page.evaluateHandle(() => {
      const deaf = new AbortController();
      const stop = (event: Event) => {
        const isCaption = event.target instanceof Element && event.target.closest('[data-testid^="media-caption"]');
        if (isCaption) event.stopImmediatePropagation();
      };
      for (const type of ['paste', 'beforeinput']) {
        window.addEventListener(type, stop, { capture: true, signal: deaf.signal });
      }
      return deaf;
    });
    const file = newId();
    const bytes = pdf('never sent');
    await driven.command('stageFile', { file, offset: 0, base64: bytes.toString('base64') });
    const use = 'document';
    const facts = {
      file,
      use,
      mimeType: 'application/pdf',
      fileName: 'a.pdf',
      caption: 'see page 2',
      quoted: null,
    } as const;
    await expect(driven.command('sendFile', { ...wanted, id: file, ...facts })).rejects.toThrow('not_written');
    await deafness.evaluate((deaf) => deaf.abort());
    await expect(driven.page.getByTestId('x-viewer').or(driven.page.getByTestId('btn-closer-drawer'))).toHaveCount(0);
    expect((await send('and on it goes')).ack).toBe(1);
    const since = async () => (await arrived(client)).slice(before.length).map(({ text }) => text);
    await expect.poll(since).toEqual(['and on it goes']);
  });

  test('names what is no text by its rough kind, and leaves out what WhatsApp itself says', async () => {
    const { people } = standIn;
    const picture = { name: 'x.png', type: 'image/png', base64: png(8, 8).toString('base64') };
    const written = [
      await people.writeAsClient({ account, client, kind: 'image', file: picture }),
      await people.writeAsClient({ account, client, kind: 'location', location: { latitude: 1, longitude: 2 } }),
      await people.writeAsClient({ account, client, kind: 'poll', poll: { question: 'q', options: ['a', 'b'] } }),
      await people.writeAsClient({ account, client, kind: 'notice' }),
      await people.writeAsClient({ account, client, text: 'a text at the end' }),
    ].map(({ id }) => id);
    await driven.command('openChat', wanted);
    await expect.poll(async () => (await screen()).some(({ text }) => text === 'a text at the end')).toBe(true);
    const types = new Map((await screen()).map(({ id, type, fromMe }) => [id, `${type} ${fromMe}`]));
    expect(written.map((id) => types.get(id))).toEqual([
      'image false',
      'location false',
      'poll_creation false',
      undefined,
      'chat false',
    ]);
    // Side by side with what was sent: the side is told at the first of a block alone.
    const mine = (await screen()).filter(({ fromMe }) => fromMe).map(({ id }) => id);
    expect(new Set(mine)).toEqual(new Set((await arrived(client)).map(({ id }) => id)));
  });

  test('says that nothing has confirmed what the page keeps pending, and that it is sent once it is', async () => {
    await standIn.people.setFaults({ sends: 'pending' });
    const sent = await send('kept for later');
    expect(sent).toEqual({ ack: 0, id: expect.any(String) });
    await standIn.people.setFaults({ sends: 'ok' });
    await expect.poll(async () => (await arrived(client)).some(({ id }) => id === sent.id)).toBe(true);
  });

  test('sends nothing while there is no connection, and says so in its state', async () => {
    await standIn.people.setFaults({ network: 'down' });
    await expect.poll(async () => (await driven.state())?.socket).toBe('OFFLINE');
    await standIn.people.setFaults({ network: 'up' });
    await expect.poll(async () => (await driven.state())?.socket).toBe('CONNECTED');
  });

  test('reports nothing that the contract does not take', async () => {
    expect(await driven.refused()).toBe(0);
  });
});

for (const language of ['de', 'ar'] as const) {
  test(`the second driver works on a page in the language ${language}`, async () => {
    test.setTimeout(120_000);
    const standIn = await createStandIn({ faults: { ...ORDINARY_DAY, language, ciphertext_every: 0 } });
    const driven = await standIn.open('dom');
    await link(standIn, driven);
    const { people } = standIn;
    const text = 'مرحبا – Grüße';
    const yesterday = Math.floor(Date.now() / 1000) - 30 * 60 * 60;
    const { id } = await people.writeAsClient({ account, client, name: 'Erika', text, timestamp: yesterday });
    await expect.poll(() => driven.command('openChat', wanted).catch(() => 'not yet')).toBeNull();
    const read = async () => (await driven.command('readOpenChat', undefined))?.messages as PageMessage[];
    await expect.poll(read).toHaveLength(1);
    const [message] = await read();
    expect(message).toMatchObject({ id, text, senderName: 'Erika', fromMe: false, isTimeRough: true });
    expect(yesterday - (message?.timestamp ?? 0)).toBeGreaterThanOrEqual(0);
    expect(yesterday - (message?.timestamp ?? 0)).toBeLessThan(60);
    const sent = await driven.command('sendText', { ...wanted, id: newId(), text: 'Antwort', quoted: null });
    expect(sent.ack).toBe(1);
    await standIn.close();
  });
}

test('the second driver finds people behind lids by their numbers', async () => {
  test.setTimeout(120_000);
  const standIn = await createStandIn({ faults: { lids: 'known', ciphertext_every: 0 } });
  const driven = await standIn.open('dom');
  await link(standIn, driven);
  await standIn.people.writeAsClient({ account, client, name: 'Erika', text: 'hello' });
  await isReady(driven);
  const id = newId();
  const sent = await driven.command('sendText', { chat: '1@lid', phone: client, id, text: 'an answer', quoted: null });
  expect(sent.ack).toBe(1);
  const onPhone = () => standIn.people.readClientPhone(account, client);
  await expect
    .poll(async () => (await onPhone()).filter(({ from_me }) => !from_me))
    .toMatchObject([{ id: sent.id, text: 'an answer' }]);
  await standIn.close();
});
