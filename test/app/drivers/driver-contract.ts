import { expect } from '@playwright/test';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import type { DriverName } from '../../../main/contract/values.ts';
import type { FaultsChange } from '../../../main/practice/faults.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { ACCOUNT, createStandIn, link, type StandIn } from './linked-page.ts';

const account = ACCOUNT;

/** What both drivers must do, and what of it a fault takes away. */
export interface Weather {
  name: string;
  faults: FaultsChange;
}

let clients = 0;
/** Nobody has written with this client yet. */
function newClient(): string {
  clients += 1;
  return `49170001${String(clients).padStart(5, '0')}`;
}

let ids = 0;
function newId(): string {
  ids += 1;
  return `3EB0C0${String(ids).padStart(16, '0')}`;
}

/** The tests of what both drivers share, on one of them, in each weather in turn. */
export function describeDriverContract(driver: DriverName, weathers: readonly Weather[]): void {
  test.describe(`the ${driver} driver`, () => {
    test.describe.configure({ mode: 'serial' });
    let standIn: StandIn;
    let driven: DrivenPage;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      standIn = await createStandIn();
      driven = await standIn.open(driver);
      await link(standIn, driven);
    });
    test.afterAll(() => standIn.close());

    test('says of itself who it is, and that the account is logged in and connected', async () => {
      expect(await driven.state()).toMatchObject({
        driver,
        ...{ driverReady: true, authenticated: true, mainReady: true, socket: 'CONNECTED' },
        ...{ linking: null, qr: null, blank: false, unsupportedBrowser: false },
      });
      const abilities = await driven.abilities();
      for (const ability of ['observe_state', 'read_open_chat', 'send_text', 'send_file'] as const) {
        expect(abilities.get(ability), ability).toBe(driver);
      }
    });

    test('refuses what it has not declared with one code, and does nothing', async () => {
      const abilities = await driven.abilities();
      const place = { chat: `${newClient()}@c.us`, id: '3A33333333333333', fromMe: true };
      if (abilities.get('react') !== null) return;
      await expect(driven.command('react', { message: place, emoji: '👍' })).rejects.toThrow('ability_missing');
      await expect(driven.command('findMessage', place)).rejects.toThrow('ability_missing');
      await expect(driven.command('listChats', undefined)).rejects.toThrow('ability_missing');
    });

    for (const { name, faults } of weathers) {
      test(`reads the open chat and sends a text, ${name}`, async () => {
        test.setTimeout(90_000);
        await standIn.people.setFaults(faults);
        await readsAndSends(standIn, driven);
        await standIn.people.setFaults(CALM);
      });
    }

    test('reports nothing that the contract does not take', async () => {
      expect(await driven.refused()).toBe(0);
    });
  });
}

/** What a weather may change, as it is without it. */
const CALM: FaultsChange = {
  duplicate_every: 0,
  ciphertext_every: 0,
  acks_out_of_order: false,
  media: 'ok',
  history_pause_ms: 0,
  history_patchy: false,
  phone_offline: false,
  network: 'up',
  sends: 'ok',
  hang_ms: 0,
};

async function readsAndSends({ people }: StandIn, driven: DrivenPage): Promise<void> {
  const client = newClient();
  const text = 'Guten Tag, مرحبا, “Anna”\nzweite Zeile 😀';
  const { id: question, timestamp } = await people.writeAsClient({
    account,
    client,
    name: `Client ${String.fromCharCode(65 + (clients % 26))}`,
    text,
  });
  const wanted = { chat: await chatOf(driven, client), phone: client };
  await expect.poll(() => driven.command('openChat', wanted).catch(() => 'not yet'), { timeout: 60_000 }).toBeNull();
  const onScreen = async (id: string): Promise<PageMessage | undefined> => {
    const open = await driven.command('readOpenChat', undefined).catch(() => null);
    const messages = (open?.messages ?? []) as PageMessage[];
    return messages.find((message) => message.id === id);
  };
  await expect
    .poll(() => onScreen(question), { timeout: 30_000 })
    .toMatchObject({ chat: wanted.chat, fromMe: false, type: 'chat', text });
  const time = (await onScreen(question))?.timestamp ?? 0;
  expect(Math.abs(time - timestamp)).toBeLessThanOrEqual(60);

  const id = newId();
  const answer = 'An answer\n\nwith *three* lines';
  const sent = await driven.command('sendText', { ...wanted, id, text: answer, quoted: null });
  expect(sent.ack).toBeGreaterThanOrEqual(1);
  const arrived = async () => (await people.readClientPhone(account, client)).filter(({ from_me }) => !from_me);
  await expect.poll(arrived).toMatchObject([{ id: sent.id, text: answer }]);
  await expect.poll(() => onScreen(sent.id ?? '')).toMatchObject({ fromMe: true, chat: wanted.chat });
}

/** wa-js asks WhatsApp for the chat of a number; the second driver has nothing but the number. */
async function chatOf(driven: DrivenPage, phone: string): Promise<string> {
  const found = await driven.command('resolvePhone', { phone }).catch(() => null);
  return found?.chat ?? `${phone}@c.us`;
}
