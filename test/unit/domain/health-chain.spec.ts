import { expect, test } from '@playwright/test';
import type { HistoryProgress, Session } from '../../../main/contract/entities.ts';
import type { LinkName } from '../../../main/contract/health-chain.ts';
import type { Webhook } from '../../../main/contract/webhook.ts';
import type { ChainFacts } from '../../../main/domain/chain-facts.ts';
import { chainOf } from '../../../main/domain/health-chain.ts';
import { sessionIn } from '../../support/fake-sessions.ts';

const GB = 1_000_000_000;

const READ: HistoryProgress = {
  ...{ state: 'complete', chats_total: 9, chats_done: 9, messages_stored: 99, percent: 100, chats_left: 0 },
  ...{ started_at: null, finished_at: null },
};

const WELL: ChainFacts = {
  mode: 'live',
  session: sessionIn('ready'),
  history: READ,
  alerts: [],
  queue: { states: { queued: 0, sending: 0, failed: 0 }, first: null, isFree: false },
  freeBytes: 50 * GB,
  freeBytesWanted: 2 * GB,
  warnings: [],
  api: { isListening: true, address: 'http://127.0.0.1:5001' },
  tunnel: { provider: 'ssh', state: 'up', address: 'https://lexline.example', cause: null },
  webhooks: { all: [{ state: 'active', failing_since: null }], waiting: 0 },
  brokers: [{ state: 'connected', behind: 0, hasMissed: false, hasUnrouted: false }],
};

/** The link of that name, when something is otherwise than well. */
function link(name: LinkName, change: Partial<ChainFacts>) {
  const found = chainOf({ ...WELL, ...change }).find((one) => one.link === name);
  return found && [found.state, found.code, ...found.mends];
}

const inSession = (...given: Parameters<typeof sessionIn>): { session: Session } => ({ session: sessionIn(...given) });
const waiting = (queued: number, failed = 0): ChainFacts['queue']['states'] => ({ queued, sending: 0, failed });
const tunnel = (change: Partial<ChainFacts['tunnel']>) => ({ tunnel: { ...WELL.tunnel, ...change } });
const webhooks = (...all: Pick<Webhook, 'state' | 'failing_since'>[]) => ({ webhooks: { all, waiting: 5 } });
const broker = (change: Partial<ChainFacts['brokers'][number]>) => ({
  brokers: [
    ...WELL.brokers,
    { state: 'connected', behind: 7, hasMissed: false, hasUnrouted: false, ...change } as const,
  ],
});

test('when all is well every link is good, in order, and nothing is to be mended', () => {
  const links = chainOf(WELL);
  expect(links.map(({ link: name }) => name)).toEqual([
    ...['page', 'phone', 'reading', 'queue', 'storage', 'api', 'tunnel', 'webhooks', 'brokers', 'app'],
  ]);
  expect(links.filter(({ state, mends }) => state !== 'good' || mends.length > 0)).toEqual([]);
});

test('the page is loaded, on its way, asleep, or away', () => {
  const page = (...given: Parameters<typeof sessionIn>) => link('page', inSession(...given));
  expect(page('qr')).toEqual(['good', 'loaded']);
  expect(page('starting', { steps: ['wait'] })).toEqual(['attention', 'opening']);
  expect(page('reconnecting', { cause: 'page_crashed' })).toEqual(['attention', 'reopening', 'restart_session']);
  expect(page('reconnecting', { cause: 'network_lost' })).toEqual(['good', 'loaded']);
  expect(page('asleep', { steps: ['wake_session'] })).toEqual(['idle', 'asleep', 'wake_session']);
  expect(page('asleep', { cause: 'lawyer_not_active' })).toEqual(['idle', 'not_active', 'open_lawyer']);
  expect(page('failed')).toEqual(['bad', 'not_open', 'restart_session']);
  expect(page('failed', { cause: 'runtime_limited' })).toEqual(['bad', 'not_open']);
  expect(page('unsupported-browser')).toEqual(['bad', 'not_accepted', 'restart_session']);
  const reduced: Session['reduced'] = [{ ability: 'send_file', driver: null }];
  expect(page('ready', { reduced })).toEqual(['attention', 'reduced', 'restart_session']);
});

test('the phone is linked, being connected to, or not linked; without a page it is not known', () => {
  const phone = (...given: Parameters<typeof sessionIn>) => link('phone', inSession(...given));
  expect(phone('ready')).toEqual(['good', 'linked']);
  for (const state of ['qr', 'pairing-code'] as const)
    expect(phone(state)).toEqual(['bad', 'not_linked', 'open_session']);
  expect(phone('passkey-required')).toEqual(['bad', 'passkey', 'open_session']);
  expect(phone('logged-out')).toEqual(['bad', 'logged_out', 'open_session']);
  expect(phone('syncing')).toEqual(['attention', 'syncing']);
  expect(phone('reconnecting', { cause: 'network_lost' })).toEqual(['attention', 'reconnecting', 'open_session']);
  expect(phone('ready', { cause: 'phone_offline' })).toEqual(['attention', 'reconnecting', 'open_session']);
  for (const state of ['starting', 'asleep', 'failed', 'unsupported-browser'] as const)
    expect(phone(state)).toEqual(['idle', 'not_known']);
  expect(phone('reconnecting', { cause: 'page_blank' })).toEqual(['idle', 'not_known']);
});

test('messages are read, are being read, have gaps, or do not arrive', () => {
  const reading = (change: Partial<ChainFacts>) => link('reading', change);
  const history = (change: Partial<HistoryProgress>) => ({ history: { ...READ, ...change } });
  expect(reading(history({ state: 'idle' }))).toEqual(['good', 'arriving']);
  expect(reading(history({ state: 'running', percent: 40 }))).toEqual(['attention', 'running']);
  expect(reading(history({ state: 'interrupted' }))).toEqual(['attention', 'interrupted', 'read_history']);
  expect(reading({ ...history({ state: 'interrupted' }), ...inSession('qr') })).toEqual(['attention', 'interrupted']);
  expect(reading(history({ chats_left: 2 }))).toEqual(['attention', 'gaps', 'read_history']);
  expect(reading({ alerts: ['history_incomplete'] })).toEqual(['attention', 'gaps', 'read_history']);
  expect(reading({ alerts: ['page_data_refused'] })).toEqual(['attention', 'refused', 'read_history']);
  expect(reading({ alerts: ['media_not_taken_in'] })).toEqual(['attention', 'files_missing', 'open_chats']);
  const nothing = ['bad', 'nothing_arrives', 'restart_session', 'open_whatsapp'];
  expect(reading({ alerts: ['nothing_arrives'] })).toEqual(nothing);
  expect(reading(inSession('ready', { cause: 'nothing_arrives' }))).toEqual(nothing);
  expect(reading(inSession('asleep'))).toEqual(['idle', 'waits']);
});

test('the queue is empty, moves, is held by a rule, or is stuck', () => {
  const queue = (change: Partial<ChainFacts['queue']>, more: Partial<ChainFacts> = {}) =>
    link('queue', { queue: { ...WELL.queue, ...change }, ...more });
  expect(queue({ states: waiting(2), first: 'turn', isFree: true })).toEqual(['good', 'moving', 'open_queue']);
  expect(queue({ states: waiting(2), first: 'pace' })).toEqual(['good', 'moving', 'open_queue']);
  for (const first of ['quiet_hours', 'daily_cap'] as const) {
    expect(queue({ states: waiting(2), first })).toEqual(['attention', 'held', 'open_rules', 'open_queue']);
    // What stands behind it is on its way.
    expect(queue({ states: waiting(2), first, isFree: true })).toEqual(['good', 'moving', 'open_queue']);
  }
  expect(queue({ states: waiting(1), first: 'session' }, inSession('qr'))).toEqual([
    ...['attention', 'waits_for_session', 'open_session', 'open_queue'],
  ]);
  expect(queue({ states: waiting(0, 1) })).toEqual(['attention', 'failed', 'open_queue']);
  for (const code of ['queue_deep', 'message_unsent_long', 'message_pending_long'] as const) {
    expect(queue({ states: waiting(1) }, { alerts: [code] })).toEqual(['bad', 'stuck', 'open_queue', 'open_whatsapp']);
  }
});

test('which rule holds all back is said, and only then', () => {
  const held = (isFree: boolean) => {
    const queue = { states: waiting(3), first: 'daily_cap', isFree } as const;
    const found = chainOf({ ...WELL, queue }).find((one) => one.link === 'queue');
    return found?.link === 'queue' ? found.held_by : undefined;
  };
  expect([held(false), held(true)]).toEqual(['daily_cap', null]);
});

test('the disk has room, little room or none, and the key is kept well or in a file', () => {
  expect(link('storage', { freeBytes: GB })).toEqual(['attention', 'low', 'show_data_folder']);
  expect(link('storage', { freeBytes: GB, freeBytesWanted: null })).toEqual(['good', 'enough']);
  expect(link('storage', { alerts: ['disk_space_low'] })).toEqual(['attention', 'low', 'show_data_folder']);
  expect(link('storage', { alerts: ['disk_almost_full'] })).toEqual(['bad', 'full', 'show_data_folder']);
  expect(link('storage', { freeBytes: null })).toEqual(['attention', 'not_measured']);
  const key = { code: 'key_in_file', message: '' } as const;
  expect(link('storage', { warnings: [key] })).toEqual(['attention', 'enough', 'show_data_folder']);
  expect(link('app', { warnings: [key] })).toEqual(['good', 'well']);
});

test('the API listens or does not', () => {
  expect(link('api', { api: { isListening: false, address: 'http://127.0.0.1:5001' } })).toEqual([
    ...['bad', 'not_listening', 'try_api'],
  ]);
});

test('the way in is open, off, on its way, or needs help', () => {
  expect(link('tunnel', tunnel({ state: 'off' }))).toEqual(['idle', 'off', 'open_tunnel']);
  expect(link('tunnel', tunnel({ state: 'off', provider: null }))).toEqual(['idle', 'not_set_up', 'open_tunnel']);
  expect(link('tunnel', tunnel({ state: 'connecting' }))).toEqual(['attention', 'connecting', 'open_tunnel']);
  expect(link('tunnel', tunnel({ state: 'reconnecting' }))).toEqual(['attention', 'reconnecting', 'open_tunnel']);
  const long = { ...tunnel({ state: 'reconnecting' }), alerts: ['tunnel_down'] as const };
  expect(link('tunnel', long)).toEqual(['bad', 'reconnecting', 'open_tunnel']);
  expect(link('tunnel', tunnel({ state: 'failed', cause: 'login_refused' }))).toEqual(['bad', 'failed', 'open_tunnel']);
});

test('webhooks deliver, fail, are paused or were switched off; the worst of them is told', () => {
  const active = { state: 'active', failing_since: null } as const;
  const failing = { state: 'active', failing_since: '2026-11-20T09:00:00.000Z' } as const;
  expect(link('webhooks', webhooks())).toEqual(['idle', 'none', 'open_webhooks']);
  expect(link('webhooks', webhooks(active, failing))).toEqual(['attention', 'failing', 'open_webhooks']);
  expect(link('webhooks', { ...webhooks(active, failing), alerts: ['webhook_failing'] })).toEqual([
    'bad',
    'failing',
    'open_webhooks',
  ]);
  expect(link('webhooks', webhooks(active, { ...active, state: 'paused' }))).toEqual([
    'attention',
    'paused',
    'open_webhooks',
  ]);
  expect(link('webhooks', webhooks(active, { ...active, state: 'catching_up' }))).toEqual(['attention', 'catching_up']);
  expect(link('webhooks', webhooks(failing, { ...failing, state: 'disabled' }))).toEqual([
    ...['bad', 'switched_off', 'resume_webhooks', 'open_webhooks'],
  ]);
  // To one that a person has stopped nothing is sent: it does not fail.
  expect(link('webhooks', webhooks(active, { ...failing, state: 'paused' }))).toEqual([
    'attention',
    'paused',
    'open_webhooks',
  ]);
});

test('brokers are connected, on their way, paused, or have lost something; without one there is no such link', () => {
  expect(link('brokers', { brokers: [] })).toBeUndefined();
  expect(link('brokers', broker({ state: 'connecting' }))).toEqual(['attention', 'connecting', 'open_tunnel']);
  expect(link('brokers', broker({ state: 'paused' }))).toEqual(['attention', 'paused', 'open_tunnel']);
  expect(link('brokers', broker({ hasUnrouted: true }))).toEqual(['attention', 'unrouted', 'open_tunnel']);
  expect(link('brokers', broker({ state: 'reconnecting' }))).toEqual(['attention', 'failing', 'open_tunnel']);
  expect(link('brokers', { ...broker({ state: 'reconnecting' }), alerts: ['broker_failing'] })).toEqual([
    ...['bad', 'failing', 'open_tunnel'],
  ]);
  expect(link('brokers', broker({ hasMissed: true }))).toEqual(['bad', 'missed', 'open_tunnel']);
});

test('the app is well, holds much, or may not do all that it can', () => {
  expect(link('app', { alerts: ['memory_high'] })).toEqual([
    ...['attention', 'memory_high', 'restart_session', 'open_rules'],
  ]);
  const warnings = [{ code: 'no_sandbox', message: '' }] as const;
  expect(link('app', { warnings: [...warnings] })).toEqual(['bad', 'limited']);
  // To practise, nothing is missing.
  expect(link('app', { warnings: [...warnings], mode: 'practice' })).toEqual(['attention', 'limited']);
});
