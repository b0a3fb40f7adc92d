import type { RouteName } from '../../../main/contract/routes.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { CLIENT } from '../../support/route-caller.ts';

type Body = Record<string, unknown>;

/** A body that each route takes. Every route with a body must be here. */
export const GOOD_BODY: Partial<Record<RouteName, Body>> = {
  createKey: { name: 'Till', scopes: ['messages:read'], expires_at: '2027-01-01T00:00:00Z' },
  changeKey: { name: 'Till', scopes: ['messages:read'], expires_at: '2027-01-01T00:00:00Z' },
  rotateKey: { overlap_seconds: 60 },
  createLawyer: { name: 'Ada', email: 'ada@example.org', phone_number: '+4930999999' },
  requestPairingCode: { phone: CLIENT },
  changeSettings: { pace: { jitter: 0.2 }, sleep: { after_idle_minutes: 5 }, groups: 'ignore' },
  sendMessage: { to: CLIENT, text: 'Good morning' },
  reactToMessage: { emoji: '👍' },
  editMessage: { text: 'Better' },
  mergeClients: { from: newId('cli') },
  unmergeClients: { from: newId('cli') },
  createWebhook: { url: 'http://127.0.0.1:9/hook', events: ['*'] },
  practiceScan: { phone: CLIENT },
  practicePair: { phone: CLIENT },
  practiceWrite: { text: 'Hello', name: 'Bea' },
  practiceAct: { action: 'edit', message: '3EB0AAAA', text: 'Better' },
  setPracticeFaults: { silent: true },
};

/** Fields that may be left out of that body. */
export const OPTIONAL: Partial<Record<RouteName, readonly string[]>> = {
  createKey: ['lawyer_id', 'scopes', 'expires_at'],
  changeKey: ['name', 'scopes', 'expires_at'],
  rotateKey: ['overlap_seconds'],
  requestPairingCode: ['phone'],
  changeSettings: ['pace', 'sleep', 'groups', 'max_attachment_bytes', 'alerts'],
  sendMessage: ['conversation_id', 'attachment', 'reply_to'],
  practiceScan: ['phone'],
  practicePair: ['phone'],
  practiceWrite: [
    'text',
    'name',
    'kind',
    'file',
    'location',
    'contact',
    'poll',
    'reply_to',
    'forwarded',
    'disappears_after',
    'view_once',
  ],
  setPracticeFaults: ['silent', 'duplicate_every', 'lids', 'missing_modules', 'network', 'qr_rotation_ms', 'language'],
};

const NOT_TEXT: unknown[] = [null, 7, true, ['x'], { x: 1 }];
const NOT_NUMBERS: unknown[] = [null, '5', true, [1], {}];
const NOT_OBJECTS: unknown[] = [null, 7, 'x', true, ['x']];
const NOT_FLAGS: unknown[] = [null, 0, 'true', [], {}];
const BAD_PHONES = [
  '4915112345678',
  '+0151',
  '+49 151 123',
  '+49151123456789012',
  '',
  '00491511234567',
  '+49１５１１２３４',
];
const BAD_TEXTS = ['', ' \n\t', 'x'.repeat(65_537), 'a\0b', 'a\ud800b'];
const BAD_NAMES = ['', '   ', 'x'.repeat(201), 'a\u0007b', 'a\nb', '\ud800'];
const BAD_WHATSAPP_IDS = [...NOT_TEXT, '', '3EB0', 'x'.repeat(65), "3EB0AAAA' OR 1", '3EB0-AAAA'];

function badId(prefix: 'msg' | 'con' | 'att' | 'cli'): unknown[] {
  const others = { msg: 'con', con: 'msg', att: 'msg', cli: 'msg' } as const;
  return [...NOT_TEXT, '', 'x', prefix, newId(others[prefix]), newId(prefix).toUpperCase(), `${newId(prefix)}x`];
}

/** A key's times and scopes, each wrong in one way. */
const BAD_KEY_FIELDS = {
  name: [...NOT_TEXT, ...BAD_NAMES],
  scopes: ['messages:read', 7, {}, [], ['messages'], ['messages:READ'], [7], ['keys:read', 'keys:read']],
  expires_at: [7, {}, 'x', '2027-01-01', '2027-02-30T00:00:00Z', '2027-01-01T00:00:00+01:00', '2000-01-01T00:00:00Z'],
};

/** What each field of a body refuses, by its path in the body. */
export const BAD_VALUES: Partial<Record<RouteName, Record<string, readonly unknown[]>>> = {
  createKey: { ...BAD_KEY_FIELDS, lawyer_id: [...NOT_TEXT, 'law_x', newId('cli')] },
  changeKey: BAD_KEY_FIELDS,
  rotateKey: { overlap_seconds: [...NOT_NUMBERS, -1, 1.5, 604_801] },
  createLawyer: {
    name: [...NOT_TEXT, ...BAD_NAMES],
    email: [...NOT_TEXT, '', 'ada', 'ada@', '@example.org', `${'a'.repeat(250)}@example.org`],
    phone_number: [...NOT_TEXT, ...BAD_PHONES],
  },
  requestPairingCode: { phone: [...NOT_TEXT, ...BAD_PHONES] },
  changeSettings: {
    pace: NOT_OBJECTS,
    'pace.enabled': NOT_FLAGS,
    'pace.characters_per_minute': [...NOT_NUMBERS, 59, 3001, 100.5, -1],
    'pace.max_typing_seconds': [...NOT_NUMBERS, -0.1, 120.5],
    'pace.jitter': [...NOT_NUMBERS, -0.1, 0.91],
    'pace.gap_between_chats_seconds': [...NOT_NUMBERS, -1, 601],
    'pace.first_contacts_per_day': [...NOT_NUMBERS, -1, 1001, 1.5],
    'pace.quiet_hours': [7, 'x', true, []],
    'pace.quiet_hours.from': [{}, null, 8, '8:00', '24:00', '20:60', '20:00:00', ''],
    'pace.surprise': [1],
    sleep: NOT_OBJECTS,
    'sleep.after_idle_minutes': ['5', 0, 10_081, 1.5],
    'sleep.wake_every_minutes': [...NOT_NUMBERS, 0, 1441, 1.5],
    'sleep.surprise': [1],
    groups: [...NOT_TEXT, 'all', 'IGNORE', ''],
    max_attachment_bytes: [...NOT_NUMBERS, -1, 2_147_483_649, 1.5],
    alerts: NOT_OBJECTS,
    'alerts.queue_depth': ['5', true, {}, 0, 100_001, 1.5],
    'alerts.unsent_minutes': ['5', true, {}, 0, 10_081, 1.5],
    'alerts.webhook_failing_minutes': ['5', true, {}, 0, 10_081, 1.5],
    'alerts.not_ready_minutes': ['5', true, {}, 0, 10_081, 1.5],
    'alerts.disk_free_mb': ['5', true, {}, 499, 1_000_001, 500.5],
    'alerts.memory_mb': ['5', true, {}, 499, 1_000_001, 500.5],
    'alerts.surprise': [1],
  },
  sendMessage: {
    to: [...NOT_TEXT, ...BAD_PHONES],
    text: [...NOT_TEXT, ...BAD_TEXTS],
    conversation_id: badId('con'),
    attachment: NOT_OBJECTS,
    'attachment.id': badId('att'),
    'attachment.use': [...NOT_TEXT, 'sticker', ''],
    'attachment.surprise': [1],
    reply_to: badId('msg'),
  },
  reactToMessage: { emoji: [...NOT_TEXT, 'x', '👍👍', 'ok 👍', '👍'.repeat(20), ' '] },
  editMessage: { text: [...NOT_TEXT, ...BAD_TEXTS] },
  mergeClients: { from: badId('cli') },
  unmergeClients: { from: badId('cli') },
  createWebhook: {
    url: [
      ...NOT_TEXT,
      '',
      'example.org',
      'ftp://example.org/',
      'javascript:alert(1)',
      `https://e.org/${'x'.repeat(2000)}`,
    ],
    events: [null, 7, '*', {}, [], Array(51).fill('*')],
    'events.0': ['nothing.known', 7, null, ['*'], 'MESSAGE.SENT'],
  },
  practiceScan: { phone: [...NOT_TEXT, ...BAD_PHONES] },
  practicePair: { phone: [...NOT_TEXT, ...BAD_PHONES] },
  practiceWrite: {
    text: [...NOT_TEXT, '', 'x'.repeat(65_537), 'a\0b'],
    name: [null, 7, '', 'x'.repeat(201), 'a\u0000b'],
    kind: [...NOT_TEXT, 'group', ''],
    file: NOT_OBJECTS,
    'file.base64': [...NOT_TEXT, 'not base64!', 'a==='],
    'file.name': ['', 'x'.repeat(256)],
    location: NOT_OBJECTS,
    'location.latitude': [...NOT_NUMBERS, 91, -91],
    'contact.phone': [...NOT_TEXT, ...BAD_PHONES],
    'poll.options': [...NOT_OBJECTS.slice(0, 4), ['one'], Array(13).fill('x'), ['a', '']],
    reply_to: BAD_WHATSAPP_IDS,
    forwarded: NOT_FLAGS,
    disappears_after: [...NOT_NUMBERS, 59, 7_776_001, 60.5],
    view_once: NOT_FLAGS,
  },
  practiceAct: {
    action: [...NOT_TEXT, 'delete', ''],
    message: BAD_WHATSAPP_IDS,
    text: [...NOT_TEXT, ...BAD_TEXTS],
  },
  setPracticeFaults: {
    silent: NOT_FLAGS,
    duplicate_every: [...NOT_NUMBERS, -1, 1001, 1.5],
    lids: [...NOT_TEXT, 'maybe'],
    missing_modules: [...NOT_OBJECTS.slice(0, 4), [''], [7], Array(51).fill('x')],
    network: [...NOT_TEXT, 'slow'],
    qr_rotation_ms: [...NOT_NUMBERS, 199, 120_001],
    language: [...NOT_TEXT, 'fr'],
  },
};
