import { expect } from '@playwright/test';
import type { FaultsChange } from '../../../main/practice/faults.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { ACCOUNT, createStandIn, isReady, link, type StandIn } from './linked-page.ts';

test.describe('what the page says before anybody is linked', () => {
  let standIn: StandIn;
  let driven: DrivenPage;

  test.afterEach(() => standIn.close());

  async function open(faults: FaultsChange = {}, options: { codesBeforeIdle?: number } = {}): Promise<void> {
    standIn = await createStandIn({ faults, ...options });
    driven = await standIn.open();
  }

  const state = () => driven.state();

  test("WhatsApp's own code as it is on the screen, and the next one", async () => {
    await open({ qr_rotation_ms: 1500 });
    await expect.poll(state).toMatchObject({ linking: 'qr', driverReady: true, authenticated: false, me: null });
    const first = (await state())?.qr;
    expect(first?.split(',')).toHaveLength(5);
    await expect.poll(async () => (await state())?.qr).not.toBe(first);
    expect((await driven.abilities()).get('link_by_qr')).toBe('wa-js');
    expect((await driven.abilities()).get('link_by_code')).toBe('wa-js');
    // What is missing before the log-in may only not be loaded yet.
    expect([...(await driven.abilities()).values()]).not.toContain(null);
  });

  test('a code that has gone idle, until another is asked for', async () => {
    await open({ qr_rotation_ms: 400 }, { codesBeforeIdle: 6 });
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ linking: 'qr-idle', qr: null });
    await driven.command('refreshQr', undefined);
    await expect.poll(async () => (await state())?.qr).toBeTruthy();
  });

  test('a code that is never drawn', async () => {
    await open({ qr: 'loading' });
    await expect.poll(state).toMatchObject({ linking: 'qr-loading', qr: null, driverReady: true });
  });

  test('a pairing code, which links the account that it was made for', async () => {
    await open();
    await expect.poll(state).toMatchObject({ linking: 'qr', driverReady: true });
    await driven.command('requestPairingCode', { phone: ACCOUNT });
    await expect.poll(state).toMatchObject({ linking: 'pairing-code', qr: null, pairingCode: expect.any(String) });
    const code = (await state())?.pairingCode ?? '';
    await standIn.people.enterPairingCode({ code, phone: ACCOUNT });
    await isReady(driven);
    expect(await state()).toMatchObject({ pairingCode: null, linking: null, me: { phone: ACCOUNT } });
  });

  test('a passkey that is asked for', async () => {
    await open({ passkey_required: true });
    await expect.poll(async () => (await state())?.qr).toBeTruthy();
    await standIn.people.scan({ ref: (await state())?.qr ?? '', phone: ACCOUNT });
    await expect.poll(state).toMatchObject({ linking: 'passkey', authenticated: false, qr: null });
  });

  test('that WhatsApp does not support the browser', async () => {
    await open({ unsupported_browser: true });
    await expect.poll(state).toMatchObject({ unsupportedBrowser: true, driverReady: false });
  });

  test('that the page is blank', async () => {
    await open({ blank: true });
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ blank: true, driverReady: false });
  });
});

test('a linked page says who it is, follows its connection, its phone and its updates, and its end', async () => {
  test.setTimeout(120_000);
  const standIn = await createStandIn();
  const { people } = standIn;
  const driven = await standIn.open();
  await link(standIn, driven);
  const state = () => driven.state();
  expect(await state()).toMatchObject({ me: { phone: ACCOUNT }, phoneOffline: false, updateNeeded: false });
  await people.setFaults({ phone_offline: true });
  await expect.poll(async () => (await state())?.phoneOffline).toBe(true);
  await people.setFaults({ phone_offline: false });
  await expect.poll(async () => (await state())?.phoneOffline).toBe(false);
  await people.setUpdateNeeded(true);
  await expect.poll(async () => (await state())?.updateNeeded).toBe(true);
  await people.setUpdateNeeded(false);
  await people.setFaults({ network: 'down' });
  await expect.poll(async () => (await state())?.socket).not.toBe('CONNECTED');
  await people.setFaults({ network: 'up' });
  await isReady(driven);
  await driven.inApp((viewApp) => viewApp.reload());
  await expect.poll(() => driven.inApp((viewApp) => viewApp.events.length)).toBe(2);
  await expect.poll(state).toMatchObject({ driverReady: false });
  await isReady(driven);
  await driven.command('logOut', undefined);
  await expect.poll(state, { timeout: 20_000 }).toMatchObject({ authenticated: false, linking: 'qr', me: null });
  expect((await people.ledger()).at(-1)).toMatchObject({ kind: 'unlinked' });
  await standIn.close();
});

test('the second driver says the same of a page that is not linked', async () => {
  test.setTimeout(120_000);
  const standIn = await createStandIn({ faults: { qr_rotation_ms: 2000 }, codesBeforeIdle: 3 });
  const driven = await standIn.open('dom');
  const state = () => driven.state();
  const shown = { driver: 'dom', driverReady: true, authenticated: false };
  await expect.poll(state, { timeout: 40_000 }).toMatchObject({ ...shown, linking: 'qr', qr: expect.any(String) });
  const abilities = await driven.abilities();
  expect(abilities.get('link_by_qr')).toBe('dom');
  expect(abilities.get('link_by_code')).toBeNull();
  await expect.poll(state, { timeout: 40_000 }).toMatchObject({ ...shown, linking: 'qr-idle', qr: null });
  await driven.command('refreshQr', undefined);
  await expect.poll(state).toMatchObject({ linking: 'qr', qr: expect.any(String) });
  await standIn.people.setFaults({ passkey_required: true });
  await standIn.people.scan({ ref: (await state())?.qr ?? '', phone: ACCOUNT });
  await expect.poll(state).toMatchObject({ ...shown, linking: 'passkey' });
  await standIn.close();
});
