import type { RouteName } from '../../../main/contract/routes.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { CLIENT } from '../../support/route-caller.ts';
import { PASSWORD } from '../../support/start-test-api.ts';

type Body = Record<string, unknown>;

const GOOD_WEBHOOK = {
  url: 'http://127.0.0.1:9/hook',
  events: ['*'],
  description: 'The directory',
  payload: 'thin',
  batch: { max_events: 20, max_wait_ms: 500 },
  max_concurrency: 4,
};

const GOOD_TEMPLATE = {
  name: 'Welcome',
  variables: ['name'],
  default_language: 'de',
  variants: [{ language: 'de', text: 'Willkommen, {{name}}' }],
};

/** A body that each route takes. Every route with a body must be here. */
export const GOOD_BODY: Partial<Record<RouteName, Body>> = {
  createKey: { name: 'Till', scopes: ['messages:read'], expires_at: '2027-01-01T00:00:00Z' },
  changeKey: { name: 'Till', scopes: ['messages:read'], expires_at: '2027-01-01T00:00:00Z' },
  rotateKey: { overlap_seconds: 60 },
  signIn: { email: 'staff1@example.org', password: PASSWORD },
  unlockSession: { password: PASSWORD },
  changeOwnPassword: { current_password: PASSWORD, password: 'another good password' },
  createStaff: { name: 'Sam', email: 'sam@example.org', password: PASSWORD, role: 'support' },
  changeStaff: { name: 'Sam', email: 'sam@example.org', role: 'support', is_active: true },
  resetPassword: { password: 'another good password' },
  createGrant: {
    staff_id: newId('stf'),
    conversation_ids: [newId('con')],
    expires_at: '2026-11-25T00:00:00Z',
    reason: 'A file does not open',
  },
  createLawyer: { name: 'Ada', email: 'ada@example.org', phone_number: '+4930999999' },
  changeLawyer: { name: 'Ada', email: 'ada@example.org' },
  requestPairingCode: { phone: CLIENT },
  changeSettings: { pace: { jitter: 0.2 }, sleep: { after_idle_minutes: 5 }, groups: 'ignore' },
  sendMessage: { to: CLIENT, text: 'Good morning' },
  reactToMessage: { emoji: '👍' },
  editMessage: { text: 'Better' },
  retryMessage: { confirm: true },
  createTemplate: GOOD_TEMPLATE,
  changeTemplate: GOOD_TEMPLATE,
  previewTemplate: { language: 'de', variables: { name: 'Bea' } },
  createFileLink: { expires_in_seconds: 60 },
  createClient: { name: 'Bea', phone: '+4917012345', email: 'bea@example.org', notes: 'x', status: 'active' },
  changeClient: { name: 'Bea', email: 'bea@example.org', notes: 'x', status: 'closed' },
  addAlias: { phone: '+4917012345' },
  assignClient: { lawyer_id: newId('law'), status: 'lead' },
  mergeClients: { from: newId('cli') },
  unmergeClients: { from: newId('cli') },
  createWebhook: GOOD_WEBHOOK,
  changeWebhook: GOOD_WEBHOOK,
  resumeWebhook: { skip_missed: true },
  recoverWebhook: { since: '2026-11-01T00:00:00.000Z' },
  rotateWebhookSecret: { overlap_hours: 1 },
  changeTunnel: {
    provider: 'ssh',
    local_port: 0,
    ssh: { host: 'directory.example.org', username: 'lexline', listen_port: 15_001 },
    cloudflared: { token: 'eyJhIjoiMCJ9' },
    ngrok: { authtoken: '2aBcDeFgHi_1234' },
  },
  createBroker: {
    lawyer_id: newId('law'),
    kind: 'nats',
    url: 'nats://127.0.0.1:9',
    target: 'lexline',
    events: ['*'],
    stream: 'LEXLINE',
    after: 0,
  },
  changeBroker: {
    url: 'tls://user:secret@127.0.0.1:9',
    target: 'other',
    events: ['message.*'],
    stream: null,
    after: 0,
  },
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
  changeLawyer: ['name', 'email', 'phone_number'],
  changeStaff: ['name', 'email', 'role', 'is_active'],
  requestPairingCode: ['phone'],
  changeSettings: ['pace', 'sleep', 'groups', 'max_attachment_bytes', 'alerts'],
  createWebhook: ['description', 'payload', 'batch', 'max_concurrency'],
  changeWebhook: ['url', 'events', 'description', 'payload', 'batch', 'max_concurrency'],
  resumeWebhook: ['skip_missed'],
  rotateWebhookSecret: ['overlap_hours'],
  createTemplate: ['variables', 'default_language'],
  changeTemplate: ['name', 'variables', 'default_language', 'variants'],
  previewTemplate: ['language', 'variables'],
  changeTunnel: ['provider', 'local_port', 'ssh', 'cloudflared', 'ngrok'],
  createFileLink: ['expires_in_seconds'],
  createClient: ['name', 'phone', 'email', 'notes', 'status'],
  changeClient: ['name', 'email', 'notes', 'status'],
  assignClient: ['status'],
  createBroker: ['max_length', 'stream', 'after'],
  changeBroker: ['url', 'target', 'events', 'max_length', 'stream', 'after'],
  retryMessage: ['confirm'],
  sendMessage: ['conversation_id', 'attachment', 'template', 'reply_to', 'client_reference'],
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
  expires_at: [
    7,
    {},
    'x',
    '2027-01-01',
    '2027-02-30T00:00:00Z',
    '2027-01-01T00:00:00',
    '9999-12-31T23:59:59-01:00',
    '2000-01-01T00:00:00Z',
  ],
};

const BAD_LAWYER_FIELDS = {
  name: [...NOT_TEXT, ...BAD_NAMES],
  email: [...NOT_TEXT, '', 'ada', 'ada@', '@example.org', `${'a'.repeat(250)}@example.org`],
  phone_number: [...NOT_TEXT, ...BAD_PHONES],
};

const BAD_WEBHOOK_FIELDS = {
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
  description: [...NOT_TEXT, 'x'.repeat(501)],
  payload: [null, 7, 'FULL', '', [], {}],
  batch: [7, 'x', []],
  'batch.max_events': [null, 1, 101, 2.5, '20'],
  'batch.max_wait_ms': [null, -1, 60_001, 0.5, '500'],
  max_concurrency: [null, 0, 33, 1.5, '8', [], {}],
};

const BAD_CLIENT_FIELDS = {
  name: [7, true, ['x'], { x: 1 }, ...BAD_NAMES],
  email: [7, true, ['x'], '', 'bea', 'bea@', '@example.org', `${'a'.repeat(250)}@example.org`],
  notes: [7, true, ['x'], 'x'.repeat(10_001), 'a\0b', '\ud800'],
  status: [...NOT_TEXT, 'LEAD', 'new', ''],
};

const BAD_LANGUAGES = [7, true, ['de'], '', 'x', 'de_DE', 'deutsch-deutschland', 'de--CH', '*', `de-${'x'.repeat(40)}`];

/** Each refused whole: which part of it is wrong, it says. */
const BAD_TEMPLATE_FIELDS = {
  name: [...NOT_TEXT, '', '   ', 'x'.repeat(101), 'a\nb', '\ud800'],
  variables: [null, 7, 'name', {}, ['name', 'name'], ['name', 'unused'], ['1name'], ['na-me'], ['x'.repeat(41)], [7]],
  default_language: [...BAD_LANGUAGES, 'en'],
  variants: [null, 7, 'x', {}, [], [7], [{}], Array(51).fill({ language: 'de', text: 'x {{name}}' })],
  'variants.0.language': BAD_LANGUAGES,
  'variants.0.text': [
    ...NOT_TEXT,
    ...BAD_TEXTS,
    '{{name',
    'name}}',
    '{{}} {{name}}',
    '{{na me}}',
    '{{name}} {{other}}',
  ],
  'variants.0.surprise': [1],
};

const BAD_TEMPLATE_VALUES = {
  language: BAD_LANGUAGES,
  variables: [null, 7, 'x', true, ['x']],
  'variables.name': [null, 7, true, ['x'], 'x'.repeat(10_001), 'a\0b', '\ud800'],
};
const BAD_HOSTS = [
  7,
  true,
  ['x'],
  '',
  ' ',
  'a b',
  '-x',
  'x:22',
  'u@x',
  'http://x',
  'x/y',
  'x\n',
  'ä.de',
  `${'x'.repeat(254)}`,
];
const BAD_PORTS = [...NOT_NUMBERS.filter((value) => value !== null), 0, -1, 65_536, 22.5];
const BAD_ORIGINS = [
  7,
  '',
  'x.org',
  'ftp://x.org',
  'https://u:p@x.org',
  'https://x.org/',
  'https://x.org/v1',
  'https://x.org?a',
  'https://x.org#a',
];
const BAD_SECRETS = [7, true, ['x'], '', 'short', 'with blanks in it', 'two\nlines', 'x'.repeat(4097), 'gehe1mnißvoll'];
const BAD_BROKER_FIELDS = {
  url: [
    ...NOT_TEXT,
    '',
    'nats',
    'nats://',
    'nats://127.0.0.1:0',
    'nats://127.0.0.1:99999',
    'nats://127.0.0.1/path',
    'nats://127.0.0.1?tls=1',
    'nats://127.0.0.1#x',
    'nats://:password@127.0.0.1',
    'nats://%ff@127.0.0.1',
    'nats://a%0d%0aPUB@127.0.0.1',
    'nats://127.0.0.1 ',
    'http://127.0.0.1',
    'amqp://127.0.0.1',
    'redis://127.0.0.1',
    'file:///etc/passwd',
    `nats://${'x'.repeat(2000)}`,
  ],
  target: [...NOT_TEXT, '', 'a b', 'a..b', '.a', 'a.', 'a.*', 'a.>', 'a\r\nPUB', 'ä', 'x'.repeat(201)],
  events: [null, 7, '*', {}, [], Array(51).fill('*')],
  'events.0': ['nothing.known', 7, null, ['*'], 'MESSAGE.SENT'],
  max_length: [...NOT_NUMBERS.slice(1), 0, 999, 1_000_000_001, 1000.5, 5000],
  stream: [7, true, ['x'], '', 'a b', 'a.b', 'a*', 'x'.repeat(101)],
  after: [...NOT_NUMBERS, -1, 1.5, 999_999_999],
};
const BAD_EMAILS = [...NOT_TEXT, '', 'ada', 'ada@', '@example.org', `${'a'.repeat(250)}@example.org`];
const BAD_PASSWORDS = [...NOT_TEXT, '', 'elevenchars', 'x'.repeat(257), `${'x'.repeat(12)}\ud800`];
const BAD_TYPED = [...NOT_TEXT, '', 'x'.repeat(257)];

/** What each field of a body refuses, by its path in the body. */
export const BAD_VALUES: Partial<Record<RouteName, Record<string, readonly unknown[]>>> = {
  createKey: { ...BAD_KEY_FIELDS, lawyer_id: [...NOT_TEXT, 'law_x', newId('cli')] },
  changeKey: BAD_KEY_FIELDS,
  rotateKey: { overlap_seconds: [...NOT_NUMBERS, -1, 1.5, 604_801] },
  signIn: { email: BAD_EMAILS, password: BAD_TYPED },
  unlockSession: { password: BAD_TYPED },
  changeOwnPassword: { current_password: BAD_TYPED, password: BAD_PASSWORDS },
  createStaff: {
    name: [...NOT_TEXT, ...BAD_NAMES],
    email: BAD_EMAILS,
    password: BAD_PASSWORDS,
    role: [...NOT_TEXT, 'admin', ''],
  },
  changeStaff: {
    name: [...NOT_TEXT, ...BAD_NAMES],
    email: BAD_EMAILS,
    role: [...NOT_TEXT, 'admin', ''],
    is_active: NOT_FLAGS,
  },
  resetPassword: { password: BAD_PASSWORDS },
  createGrant: {
    staff_id: [...NOT_TEXT, '', 'x', newId('ses')],
    conversation_ids: ['x', 7, {}, [], Array.from({ length: 101 }, () => newId('con')), Array(2).fill(newId('con'))],
    'conversation_ids.0': badId('con'),
    expires_at: [...BAD_KEY_FIELDS.expires_at, null],
    reason: [...NOT_TEXT, '', '  ', 'x'.repeat(501), 'a\u0007b', 'a\ud800b'],
  },
  createLawyer: BAD_LAWYER_FIELDS,
  changeLawyer: BAD_LAWYER_FIELDS,
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
    'alerts.broker_failing_minutes': ['5', true, {}, 0, 10_081, 1.5],
    'alerts.not_ready_minutes': ['5', true, {}, 0, 10_081, 1.5],
    'alerts.tunnel_down_minutes': ['5', true, {}, 0, 10_081, 1.5],
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
    client_reference: [...NOT_TEXT, '', 'x'.repeat(256), 'a\nb', 'a\0b', '\ud800'],
    template: [...NOT_OBJECTS, {}, { name: 'x', id: newId('tpl') }, { name: 'x' }],
    'template.name': [...NOT_TEXT, '', 'x'.repeat(101)],
    'template.variables': [7, 'x', ['x']],
  },
  reactToMessage: { emoji: [...NOT_TEXT, 'x', '👍👍', 'ok 👍', '👍'.repeat(20), ' '] },
  retryMessage: { confirm: NOT_FLAGS },
  editMessage: { text: [...NOT_TEXT, ...BAD_TEXTS] },
  createTemplate: BAD_TEMPLATE_FIELDS,
  changeTemplate: BAD_TEMPLATE_FIELDS,
  previewTemplate: BAD_TEMPLATE_VALUES,
  createFileLink: { expires_in_seconds: [...NOT_NUMBERS, 0, -1, 1.5, 3601] },
  createClient: { ...BAD_CLIENT_FIELDS, name: [null, ...BAD_CLIENT_FIELDS.name], phone: [...NOT_TEXT, ...BAD_PHONES] },
  changeClient: BAD_CLIENT_FIELDS,
  addAlias: { phone: [...NOT_TEXT, ...BAD_PHONES] },
  assignClient: { lawyer_id: [...NOT_TEXT, 'x', newId('cli')], status: [...BAD_CLIENT_FIELDS.status, 'blocked'] },
  mergeClients: { from: badId('cli') },
  unmergeClients: { from: badId('cli') },
  createWebhook: BAD_WEBHOOK_FIELDS,
  changeWebhook: BAD_WEBHOOK_FIELDS,
  resumeWebhook: { skip_missed: [null, 1, 'true', [], {}] },
  recoverWebhook: { since: [...NOT_TEXT, '', 'yesterday', '2026-13-01T00:00:00Z'] },
  rotateWebhookSecret: { overlap_hours: [null, -1, 169, '1', [], {}] },
  changeTunnel: {
    provider: [7, true, ['ssh'], '', 'SSH', 'frp'],
    local_port: [...NOT_NUMBERS, -1, 80, 1023, 65_536, 5001.5],
    ssh: NOT_OBJECTS,
    'ssh.host': BAD_HOSTS,
    'ssh.port': [null, ...BAD_PORTS],
    'ssh.username': [7, true, '', ' root', 'a b', '-oProxyCommand=x', 'a@b', 'x'.repeat(65)],
    'ssh.host_key': [7, '', 'x', `MD5:${'a'.repeat(43)}`, `SHA256:${'a'.repeat(42)}`, `SHA256:${'a'.repeat(43)}=`],
    'ssh.listen': [...NOT_TEXT, '', '0.0.0.0'],
    'ssh.listen_port': BAD_PORTS,
    'ssh.public_url': BAD_ORIGINS,
    'ssh.surprise': [1],
    cloudflared: NOT_OBJECTS,
    'cloudflared.token': BAD_SECRETS,
    'cloudflared.public_url': BAD_ORIGINS,
    'cloudflared.surprise': [1],
    ngrok: NOT_OBJECTS,
    'ngrok.authtoken': BAD_SECRETS,
    'ngrok.domain': BAD_HOSTS,
    'ngrok.surprise': [1],
  },
  createBroker: {
    ...BAD_BROKER_FIELDS,
    lawyer_id: [...NOT_TEXT, 'x', newId('cli')],
    kind: [...NOT_TEXT, '', 'kafka', 'NATS'],
  },
  changeBroker: BAD_BROKER_FIELDS,
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
