import { expect, test } from '@playwright/test';
import type { PageState } from '../../../main/contract/page-reports.ts';
import { SessionCause, SessionState } from '../../../main/contract/values.ts';
import { alertsOf } from '../../../main/whatsapp/alerts-of-state.ts';
import { newSessionMemory, type SessionMemory, situationOf } from '../../../main/whatsapp/session-state.ts';
import { stepsOf } from '../../../main/whatsapp/session-steps.ts';
import { READY } from '../../support/fake-page-host.ts';

type Change<Whole> = Partial<Whole>;
const OUT: Change<PageState> = { authenticated: false, mainReady: false, socket: null };
const OWN: Change<SessionMemory> = { account: 'own' };
const LINKED: Change<SessionMemory> = { account: 'own', wasReady: true, wasAuthenticated: true };
const page = (change: Change<PageState>): PageState => ({ ...READY, ...change });
const memory = (change: Change<SessionMemory>): SessionMemory => ({ ...newSessionMemory(), ...change });

const TABLE: [what: string, page: Change<PageState>, memory: Change<SessionMemory>, expected: object][] = [
  // Ready, and what is said beside it.
  ['all is well', {}, OWN, { state: 'ready' }],
  ['all is well again', {}, LINKED, { state: 'ready' }],
  ['only the second driver works', { driver: 'dom' }, OWN, { state: 'ready', cause: 'driver_reduced' }],
  ['an ability is missing', {}, { ...OWN, isReduced: true }, { state: 'ready', cause: 'driver_reduced' }],
  ['the phone is away', { phoneOffline: true }, OWN, { state: 'ready', cause: 'phone_offline' }],
  ['WhatsApp wants a reload', { updateNeeded: true }, OWN, { state: 'ready', cause: 'whatsapp_update_needed' }],
  ['the disk is full', {}, { ...OWN, isDiskAlmostFull: true }, { state: 'ready', cause: 'disk_almost_full' }],
  [
    'nothing arrives, and the phone is away',
    { phoneOffline: true },
    { ...OWN, nothingArrives: true },
    { state: 'ready', cause: 'nothing_arrives' },
  ],
  // On the way.
  ['nothing is known yet', { ...OUT, driverReady: false }, {}, { state: 'starting' }],
  ['nothing is known again', { ...OUT, driverReady: false }, LINKED, { state: 'reconnecting' }],
  [
    'the page is loading offline',
    { ...OUT, driverReady: false },
    { isOnline: false },
    { state: 'starting', cause: 'network_lost' },
  ],
  ['chats are loading', { mainReady: false }, OWN, { state: 'syncing' }],
  [
    'chats are loading, with a figure',
    { mainReady: false, syncPercent: 40 },
    OWN,
    { state: 'syncing', syncPercent: 40 },
  ],
  ['chats are loading again', { mainReady: false }, LINKED, { state: 'reconnecting' }],
  ['it connects', { socket: 'OPENING' }, OWN, { state: 'starting' }],
  ['it connects again', { socket: 'OPENING' }, LINKED, { state: 'reconnecting', cause: 'network_lost' }],
  ['its connection is not known', { socket: null }, LINKED, { state: 'reconnecting' }],
  [
    'there is no network',
    { socket: 'OPENING' },
    { ...OWN, isOnline: false },
    { state: 'starting', cause: 'network_lost' },
  ],
  ['it shows nothing', { ...OUT, driverReady: false, blank: true }, {}, { state: 'starting', cause: 'page_blank' }],
  ['it shows nothing any more', { ...OUT, blank: true }, LINKED, { state: 'reconnecting', cause: 'page_blank' }],
  // Whose account.
  ['it has not said whose it is', {}, {}, { state: 'syncing' }],
  ['it has not said yet whose it still is', {}, { ...LINKED, account: 'unknown' }, { state: 'reconnecting' }],
  ["it is somebody else's", {}, { account: 'foreign' }, { state: 'failed', cause: 'other_account' }],
  [
    "it is somebody else's and connects",
    { socket: null },
    { account: 'foreign' },
    { state: 'failed', cause: 'other_account' },
  ],
  ['nobody can say whose it is', {}, { account: 'unverifiable' }, { state: 'failed', cause: 'driver_not_ready' }],
  // To be linked.
  ['it shows a code', { ...OUT, linking: 'qr', qr: 'c' }, {}, { state: 'qr', qr: 'c' }],
  ['between two codes', { ...OUT, linking: 'qr-loading' }, { showedCode: true }, { state: 'qr' }],
  ['before the first code', { ...OUT, linking: 'qr-loading' }, {}, { state: 'starting' }],
  [
    'the first code does not come',
    { ...OUT, linking: 'qr-loading' },
    { isCodeLate: true },
    { state: 'starting', cause: 'qr_loading' },
  ],
  [
    'the next code does not come',
    { ...OUT, linking: 'qr-loading' },
    { showedCode: true, isCodeLate: true },
    { state: 'qr', cause: 'qr_loading' },
  ],
  [
    'the code has gone idle',
    { ...OUT, linking: 'qr-idle', qr: 'dead' },
    { showedCode: true },
    { state: 'qr', cause: 'qr_idle' },
  ],
  [
    'a pairing code',
    { ...OUT, linking: 'pairing-code', pairingCode: 'ABCD1234' },
    {},
    { state: 'pairing-code', pairingCode: 'ABCD1234' },
  ],
  ['a pairing code to come', { ...OUT, linking: 'pairing-code' }, {}, { state: 'pairing-code' }],
  ['a passkey is asked for', { ...OUT, linking: 'passkey' }, {}, { state: 'passkey-required' }],
  // Logged out.
  ['logged out, no code yet', OUT, LINKED, { state: 'logged-out', cause: 'logged_out_by_phone' }],
  [
    'logged out here, no code yet',
    OUT,
    { ...LINKED, loggedOutHere: true },
    { state: 'logged-out', cause: 'logged_out_by_person' },
  ],
  [
    'logged out, a code',
    { ...OUT, linking: 'qr', qr: 'c' },
    LINKED,
    { state: 'qr', qr: 'c', cause: 'logged_out_by_phone' },
  ],
  // Refused.
  ['refused browser', { ...OUT, driverReady: false, unsupportedBrowser: true }, {}, { state: 'unsupported-browser' }],
  [
    'refused browser, though linked before',
    { ...OUT, unsupportedBrowser: true },
    LINKED,
    { state: 'unsupported-browser' },
  ],
];

for (const [what, said, known, expected] of TABLE) {
  test(`${what}: ${Object.values(expected).join(', ')}`, () => {
    expect(situationOf(page(said), memory(known))).toEqual(expected);
  });
}

test('flags of the page that are true on its QR page, too, do not make it ready', () => {
  const flags = page({ authenticated: false, linking: 'qr', qr: 'code' });
  expect(situationOf(flags, memory(LINKED)).state).toBe('qr');
});

test('in every state, and for every cause, a person is told what to do, unless all is well', () => {
  const plain = { hasCode: true, canPair: true };
  for (const state of SessionState.options) {
    expect(stepsOf(state, undefined, plain).length > 0, state).toBe(state !== 'ready');
    for (const cause of SessionCause.options) {
      if (state === 'ready' && stepsOf(state, cause, plain).length === 0) {
        // Causes that belong to other states.
        expect(['put_to_sleep', 'lawyer_not_active', 'logged_out_by_phone', 'logged_out_by_person'], cause).toContain(
          cause,
        );
      }
    }
  }
});

test('what the person can do depends on what is shown, and on what the page can', () => {
  expect(stepsOf('qr', undefined, { hasCode: false, canPair: true })).toEqual(['scan_qr', 'use_pairing_code']);
  expect(stepsOf('qr', undefined, { hasCode: false, canPair: false })).toEqual(['scan_qr']);
  expect(stepsOf('pairing-code', undefined, { hasCode: true, canPair: true })).toEqual(['enter_pairing_code']);
  expect(stepsOf('pairing-code', undefined, { hasCode: false, canPair: true })).toEqual(['wait']);
  expect(stepsOf('failed', 'other_account', { hasCode: false, canPair: true })).toEqual(['scan_with_own_phone']);
});

test('alerts say what a person must look at, and end when it is over', () => {
  const fresh = memory({});
  const lost = memory({ wasAuthenticated: true });
  expect(alertsOf({ state: 'ready' }, lost)).toEqual({
    session_failed: [],
    logged_out: [],
    other_account: [],
    passkey_required: [],
  });
  expect(alertsOf({ state: 'qr' }, fresh)).toEqual({ session_failed: [], other_account: [], passkey_required: [] });
  expect(alertsOf({ state: 'passkey-required' }, fresh)).toMatchObject({ passkey_required: [null] });
  expect(alertsOf({ state: 'syncing' }, fresh)).toEqual({ passkey_required: [] });
  expect(alertsOf({ state: 'qr' }, lost)).toMatchObject({ logged_out: [null] });
  expect(alertsOf({ state: 'failed', cause: 'page_blank' }, lost)).toMatchObject({ session_failed: ['page_blank'] });
  expect(alertsOf({ state: 'failed', cause: 'other_account' }, lost)).toMatchObject({ other_account: [null] });
  // On the way, what was open stays open.
  for (const state of ['starting', 'reconnecting', 'asleep'] as const) expect(alertsOf({ state }, lost)).toEqual({});
});
