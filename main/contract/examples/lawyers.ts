import { DEFAULT_SETTINGS } from '../lawyer-settings.ts';
import type { LAWYER_ROUTES } from '../routes/lawyers.ts';
import type { ExamplesOf } from './example.ts';
import { LAWYER_ID, LAWYER_PHONE, MORNING, NOON } from './values.ts';

/** As it was made. */
export const LAWYER = {
  id: LAWYER_ID,
  name: 'Ada Lovelace',
  email: 'ada@lexline.example',
  phone_number: LAWYER_PHONE,
  whatsapp_name: null,
  is_active: true,
  created_at: MORNING,
  updated_at: MORNING,
};

const params = { id: LAWYER_ID };

const READY = {
  state: 'ready' as const,
  since: NOON,
  steps: [],
  account: { phone: LAWYER_PHONE },
  reduced: [],
  memory_bytes: 312_475_648,
};

const STARTING = { state: 'starting' as const, since: NOON, steps: [], reduced: [], memory_bytes: null };

const HISTORY = {
  state: 'complete' as const,
  chats_total: 42,
  chats_done: 42,
  messages_stored: 1830,
  percent: 100,
  chats_left: 0,
  started_at: MORNING,
  finished_at: NOON,
};

export const LAWYER_EXAMPLES: ExamplesOf<keyof typeof LAWYER_ROUTES> = {
  createLawyer: [
    {
      summary: 'A lawyer; the key is shown this once',
      body: { name: 'Ada Lovelace', email: 'ada@lexline.example', phone_number: LAWYER_PHONE },
      answer: { ...LAWYER, api_key: 'lx_test_example_0000000000000000000000000000000000000000000' },
    },
  ],
  listLawyers: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [LAWYER], next_cursor: null } }],
  getOwnLawyer: [{ summary: 'Whose key it is', answer: LAWYER }],
  getLawyer: [{ summary: 'By its id', params, answer: LAWYER }],
  getSession: [
    { summary: 'Linked and at work', params, answer: READY },
    {
      summary: 'A QR code waits to be scanned',
      params,
      answer: {
        state: 'qr',
        since: MORNING,
        steps: ['scan_qr', 'use_pairing_code'],
        qr: '2@Zx1example,8c0example,5dXexample,1',
        qr_expires_at: MORNING,
        reduced: [],
        memory_bytes: 287_309_824,
      },
    },
  ],
  getSessionQr: [{ summary: 'A PNG to be scanned from the screen', params }],
  requestPairingCode: [
    {
      summary: "For the lawyer's own phone",
      params,
      answer: {
        state: 'pairing-code',
        since: NOON,
        steps: ['enter_pairing_code'],
        pairing_code: 'K7PMWX4Q',
        pairing_code_expires_at: NOON,
        reduced: [],
        memory_bytes: 287_309_824,
      },
    },
    {
      summary: 'For another phone of the lawyer',
      params,
      body: { phone: LAWYER_PHONE },
      answer: { ...STARTING, state: 'pairing-code', steps: ['enter_pairing_code'], pairing_code: 'K7PMWX4Q' },
    },
  ],
  logOutSession: [
    {
      summary: 'Unlink this machine',
      params,
      answer: { ...STARTING, state: 'logged-out', cause: 'logged_out_by_person', steps: ['scan_qr'] },
    },
  ],
  restartSession: [{ summary: 'A new page', params, answer: STARTING }],
  putSessionToSleep: [
    {
      summary: 'Nobody needs it now',
      params,
      answer: { ...STARTING, state: 'asleep', cause: 'put_to_sleep', steps: ['wake_session'] },
    },
  ],
  wakeSession: [{ summary: 'It is needed again', params, answer: STARTING }],
  getSettings: [{ summary: 'As they are at first', params, answer: DEFAULT_SETTINGS }],
  changeSettings: [
    {
      summary: 'Quiet hours, and groups to be read',
      params,
      body: { pace: { quiet_hours: { from: '20:00', to: '08:00' } }, groups: 'read_only' },
      answer: {
        ...DEFAULT_SETTINGS,
        pace: { ...DEFAULT_SETTINGS.pace, quiet_hours: { from: '20:00', to: '08:00' } },
        groups: 'read_only',
      },
    },
    {
      summary: 'When to be told that too much waits, and never of memory',
      params,
      body: { alerts: { queue_depth: 50, memory_mb: null } },
      answer: {
        ...DEFAULT_SETTINGS,
        alerts: { ...DEFAULT_SETTINGS.alerts, queue_depth: 50, memory_mb: null },
      },
    },
  ],
  getHistory: [{ summary: 'All of it is read', params, answer: HISTORY }],
  syncHistory: [
    {
      summary: 'Read what is missing now',
      params,
      answer: { ...HISTORY, state: 'running', chats_done: 17, percent: 40, chats_left: 25, finished_at: null },
    },
  ],
};
