import { expect, test } from '@playwright/test';
import qrcode from 'qrcode';
import { DEFAULT_SETTINGS } from '../../main/contract/lawyer-settings.ts';
import { AppError } from '../../main/domain/app-error.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { readPng } from '../support/read-png.ts';
import type { JsonRouteName } from '../support/route-caller.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

/** WhatsApp's own, five parts with a prefix. */
const QR = 'https://wa.me/settings/linked_devices#2@x1Y/+=,aBc=,dEf=,gHi=,1';

let api: TestApi;
let lawyer: TestLawyer;
let id: TestLawyer['lawyer']['id'];
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
  id = lawyer.lawyer.id;
});

test('a session tells its cause, what can be done, who is linked and what works less', async () => {
  const shown = sessionIn('ready', {
    cause: 'driver_reduced',
    steps: ['update_app'],
    account: { phone: lawyer.lawyer.phone_number },
    reduced: [{ ability: 'send_text', driver: 'dom' }],
  });
  api.sessions.states.set(id, shown);
  const answer = { ...shown, memory_bytes: null };
  expect(await caller.use('getSession')).toEqual(answer);
  expect(await caller.use('getSession', { key: api.adminKey })).toEqual(answer);
});

test('a session tells what its page takes of memory at that moment, and nothing while none is loaded', async () => {
  api.sessions.memory.set(id, 214_000_000);
  expect((await caller.use('getSession')).memory_bytes).toBe(214_000_000);
  api.sessions.memory.set(id, 230_000_000);
  expect((await caller.use('getSession')).memory_bytes).toBe(230_000_000);
  api.sessions.memory.delete(id);
  expect((await caller.use('getSession')).memory_bytes).toBeNull();
});

test('the picture of the QR code holds the text as it is, and says until when it is valid', async () => {
  api.sessions.states.set(id, sessionIn('qr', { qr: QR, qr_expires_at: '2026-11-20T09:00:20.000Z' }));
  const answer = await caller.answerOf('getSessionQr');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
  expect(answer.headers.expires).toBe('Fri, 20 Nov 2026 09:00:20 GMT');
  expect(answer.headers['cache-control']).toBe('no-store');
  const picture = readPng(answer.bytes);
  const { modules } = qrcode.create(QR, { errorCorrectionLevel: 'L' });
  const side = picture.width / (modules.size + 8);
  expect([Number.isInteger(side), picture.height]).toEqual([true, picture.width]);
  const seen: boolean[] = [];
  const wanted: boolean[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      seen.push(picture.isDark((column + 4.5) * side, (row + 4.5) * side));
      wanted.push(modules.get(row, column) === 1);
    }
  }
  expect(seen).toEqual(wanted);
  expect(picture.isDark(side, side)).toBe(false);
});

test('there is no picture while no code is shown, nor for somebody else', async () => {
  for (const session of [sessionIn('ready'), sessionIn('qr', { cause: 'qr_loading' })]) {
    api.sessions.states.set(id, session);
    await caller.refusal('getSessionQr', 'session_not_waiting_for_scan');
  }
  api.sessions.states.set(id, sessionIn('qr', { qr: QR }));
  const other = await api.addLawyer();
  await caller.refusal('getSessionQr', 'lawyer_not_found', { key: other.key });
  expect((await caller.answerOf('getSessionQr')).headers.expires).toBeUndefined();
});

test('a pairing code is asked for the lawyer’s own number, or for the one that is named', async () => {
  api.sessions.states.set(id, sessionIn('pairing-code', { pairing_code: 'ABCD1234' }));
  expect((await caller.use('requestPairingCode')).pairing_code).toBe('ABCD1234');
  await caller.use('requestPairingCode', { body: {} });
  await caller.use('requestPairingCode', { body: { phone: '+4915199999999' }, key: api.adminKey });
  expect(api.sessions.asked).toEqual([
    ['requestPairingCode', id, lawyer.lawyer.phone_number],
    ['requestPairingCode', id, lawyer.lawyer.phone_number],
    ['requestPairingCode', id, '+4915199999999'],
  ]);
});

test('each step is passed on, and answered with the session as it is then', async () => {
  api.sessions.states.set(id, sessionIn('asleep', { cause: 'put_to_sleep', steps: ['wake_session'] }));
  const steps = { logOutSession: 'logOut', restartSession: 'restart', putSessionToSleep: 'sleep', wakeSession: 'wake' };
  for (const [name, step] of Object.entries(steps) as [JsonRouteName, string][]) {
    expect(await caller.use(name)).toMatchObject({ state: 'asleep', cause: 'put_to_sleep' });
    expect(api.sessions.asked.at(-1)).toEqual([step, id]);
  }
});

test('what the session refuses is told by its code, and is asked anew under the same Idempotency-Key', async () => {
  const headers = { 'idempotency-key': 'out-1' };
  api.sessions.refusal = new AppError('session_not_linked');
  await caller.refusal('logOutSession', 'session_not_linked', { headers });
  api.sessions.refusal = new AppError('session_unavailable');
  await caller.refusal('syncHistory', 'session_unavailable');
  await caller.refusal('requestPairingCode', 'session_unavailable');
  api.sessions.refusal = null;
  await caller.use('logOutSession', { headers });
  const again = await caller.answerOf('logOutSession', { headers });
  expect([again.status, again.headers['idempotent-replayed']]).toEqual([202, 'true']);
  expect(api.sessions.asked).toEqual([['logOut', id]]);
});

test('the reading of history is shown, and can be asked for', async () => {
  const progress = {
    state: 'running',
    chats_total: 20,
    chats_done: 5,
    messages_stored: 1234,
    percent: 25,
    chats_left: 15,
    started_at: '2026-11-20T09:00:00.000Z',
    finished_at: null,
  } as const;
  expect(await caller.use('getHistory')).toMatchObject({ state: 'idle', percent: 0 });
  api.sessions.histories.set(id, progress);
  expect(await caller.use('syncHistory')).toEqual(progress);
  expect(await caller.use('getHistory', { key: api.adminKey })).toEqual(progress);
  expect(api.sessions.asked).toEqual([['syncHistory', id]]);
});

test.describe('settings', () => {
  test('are the defaults until something is changed, and then all but that', async () => {
    expect(await caller.use('getSettings')).toEqual(DEFAULT_SETTINGS);
    const changed = {
      ...DEFAULT_SETTINGS,
      groups: 'read_only',
      pace: { ...DEFAULT_SETTINGS.pace, jitter: 0.1, quiet_hours: { from: '20:00', to: '07:30' } },
    };
    const body = { groups: 'read_only', pace: { jitter: 0.1, quiet_hours: { from: '20:00', to: '07:30' } } };
    expect(await caller.use('changeSettings', { body })).toEqual(changed);
    expect(await caller.use('getSettings')).toEqual(changed);
    expect(await caller.use('changeSettings', { body: { pace: { quiet_hours: null } } })).toEqual({
      ...changed,
      pace: { ...changed.pace, quiet_hours: null },
    });
    expect(await caller.use('changeSettings', { body: {} })).toMatchObject({ groups: 'read_only' });
    expect(api.sessions.told).toEqual(Array(3).fill(['settings', id]));
    const other = await api.addLawyer();
    expect(await caller.use('getSettings', { id: other.lawyer.id, key: other.key })).toEqual(DEFAULT_SETTINGS);
  });

  test('of the practice account may be without a pace, those of the live one not', async () => {
    const body = { groups: 'read_only', pace: { enabled: false } };
    expect((await caller.use('changeSettings', { body })).pace.enabled).toBe(false);
    const live = await startTestApi({ mode: 'live' });
    try {
      const theirs = createRouteCaller(live, await live.addLawyer());
      const before = live.store.content();
      const problem = await theirs.refusal('changeSettings', 'invalid_request', { body });
      expect(problem.errors).toEqual([
        { field: 'pace.enabled', message: 'can be switched off in the practice account only' },
      ]);
      expect(live.store.content()).toBe(before);
      expect(live.sessions.told).toEqual([]);
      await theirs.use('changeSettings', { body: { pace: { enabled: true, jitter: 0 } } });
    } finally {
      await live.stop();
    }
  });
});
