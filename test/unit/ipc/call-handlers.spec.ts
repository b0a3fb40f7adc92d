import { expect, test } from '@playwright/test';
import { createSetUpProgress, type SetUpProgress } from '../../../main/app/set-up-progress.ts';
import { wordsIn } from '../../../main/app/words.ts';
import { AppSettings, DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';
import type { Attachment, Lawyer } from '../../../main/contract/entities.ts';
import type { ConversationId, LawyerId, WebhookId } from '../../../main/contract/ids.ts';
import type { IpcAccess } from '../../../main/contract/ipc/entry.ts';
import { IPC_CALLS, type IpcCall, type IpcInput, type IpcOutput } from '../../../main/contract/ipc.ts';
import { DEFAULT_SETTINGS } from '../../../main/contract/lawyer-settings.ts';
import type { Resource } from '../../../main/contract/scopes.ts';
import { type Mode, Phone } from '../../../main/contract/values.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { type BrokerRunner, createBroker } from '../../../main/domain/brokers.ts';
import { createClientExports } from '../../../main/domain/client-exports.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { createPasswords } from '../../../main/domain/passwords.ts';
import { makeStaffSession } from '../../../main/domain/staff.ts';
import { createUpdates } from '../../../main/domain/updates.ts';
import { createCallAnswerer } from '../../../main/ipc/answer-calls.ts';
import { callHandlers } from '../../../main/ipc/call-handlers.ts';
import { newWebhookSecret } from '../../../main/webhooks/sign.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakePracticePhones } from '../../support/fake-practice-phones.ts';
import { FakeSessions, sessionIn } from '../../support/fake-sessions.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { openTestTunnel } from '../../support/test-tunnel.ts';

const CLIENT = Phone.parse('+4915112345678');

let store: TempDatabase;
let clock: FakeClock;
let sessions: FakeSessions;
let phones: FakePracticePhones;
let files: MemoryAttachmentFiles;
let tunnel: ReturnType<typeof openTestTunnel>['tunnel'];
let log: FakeLog;
let outside: string[];
let saved: Attachment[];
/** While the person is asked where to. */
let whileChosen: () => void;
let accepted: number;
let appSettings: AppSettings;
let setUp: SetUpProgress;
let identity: FakeIdentity;
let lockAfter = 10;
let resumed: WebhookId[];
let startedAgain: Mode[];
let removed: LawyerId[];
let shown: string[];
let changes: [Resource, LawyerId | null][];
let lawyer: Lawyer;
let answer: (call: unknown, input: unknown) => Promise<{ ok: boolean; code?: string; errors?: readonly unknown[] }>;

function open(mode: Mode): void {
  ({ tunnel } = openTestTunnel({ database: store.database, clock, log }));
  const brokers: Pick<BrokerRunner, 'status'> = {
    status: ({ cursor, updated: since }) => ({
      ...{ state: 'connected', since, lastError: null, nextAttempt: null, cursor },
      unrouted: { count: 3, types: new Map([['message.received', 3]]), after: 7 },
    }),
  };
  const handlers = callHandlers({
    database: store.database,
    index: { catchUp: async () => void (await store.database.write((stores) => stores.messageSearch.indexNew(100))) },
    files,
    clock,
    mode,
    passwords: createPasswords({ log2N: 4, r: 1, p: 1 }),
    tunnel,
    brokers,
    chainSources: {
      ...{ mode, sessions, files, tunnel, brokers, warnings: [] },
      api: { isListening: () => true, address: 'http://127.0.0.1:1' },
    },
    identity,
    lockMinutes: {
      get: () => lockAfter,
      set(minutes) {
        lockAfter = minutes;
      },
    },
    webhookChanged: (id) => void resumed.push(id),
    sessions,
    clientExports: createClientExports({
      ...{ database: store.database, files, clock, identity },
      words: () => wordsIn('en', []),
      openArchive: async () => null,
      told: () => {},
    }),
    phones: mode === 'practice' ? phones : null,
    status: () => ({
      version: '0.0.0',
      mode,
      api_url: 'http://127.0.0.1:1',
      warnings: [],
      recovery_key: null,
      can_leave_practice: false,
    }),
    confirmRecoveryKey: () => {},
    appSettings: {
      get: () => appSettings,
      change(change) {
        appSettings = AppSettings.parse({ ...appSettings, ...change });
        return appSettings;
      },
      pauseNotifications: () => appSettings,
    },
    setUpProgress: createSetUpProgress({
      get: () => setUp,
      set: (_key, progress) => {
        setUp = progress;
      },
    }),
    showDataFolder: async () => void shown.push('data folder'),
    tryApi: async () => false,
    startAgainIn: (account) => void startedAgain.push(account),
    settingsSupport: () => ({ background: 'possible', start_at_login: 'possible', notifications: 'possible' }),
    lawyerCreated: () => {},
    lawyerRemoved: (id) => void removed.push(id),
    messageAccepted: () => {
      accepted += 1;
    },
    showWhatsAppView: () => {},
    hideWhatsAppView: () => {},
    newWebhookSecret,
    sendTest: async () => {
      throw new Error('nobody asks for it');
    },
    addressRefusal: async () => null,
    allowLoopback: true,
    reference: { show: async () => {} },
    updates: createUpdates({
      ...{ version: '0.1.0', support: 'not_installed', feed: null, updater: null },
      ...{ clock, log: new FakeLog(), isAllowed: () => false, isSending: async () => false, restart() {}, told() {} },
      memory: { get: () => ({ newest: null, looked_at: null, installing: null }), set() {} },
    }),
    async openOutside(address) {
      outside.push(address);
    },
    async saveFile(attachment, assertWanted) {
      whileChosen();
      assertWanted();
      saved.push(attachment);
      return true;
    },
  });
  const changed = (what: Resource, of: LawyerId | null) => void changes.push([what, of]);
  answer = createCallAnswerer({ handlers, identity, changed, log });
}

test.beforeEach(async () => {
  startedAgain = [];
  shown = [];
  store = openTempDatabase();
  clock = new FakeClock();
  sessions = new FakeSessions();
  phones = new FakePracticePhones();
  files = new MemoryAttachmentFiles();
  log = new FakeLog();
  saved = [];
  whileChosen = () => {};
  outside = [];
  accepted = 0;
  identity = new FakeIdentity();
  appSettings = { ...DEFAULT_APP_SETTINGS };
  setUp = { step: 'welcome', is_dismissed: false };
  changes = [];
  resumed = [];
  removed = [];
  lawyer = await addLawyer(store.database, clock.now());
  open('practice');
});

test.afterEach(() => store.remove());

/** A call that must succeed, with an output as the contract says. */
async function call<Call extends IpcCall>(name: Call, input: IpcInput<Call>): Promise<IpcOutput<Call>> {
  const answered = await answer(name, input);
  expect(answered).toMatchObject({ ok: true });
  const output = 'value' in answered ? answered.value : undefined;
  return IPC_CALLS[name].output.parse(output) as IpcOutput<Call>;
}

async function codeOf(name: IpcCall, input: unknown): Promise<string | undefined> {
  return (await answer(name, input)).code;
}

const stored = (direction: 'inbound' | 'outbound' = 'inbound') =>
  storeMessage(store.database, lawyer.id, { phone: CLIENT, direction, at: clock.now() });

test('every call of the contract is answered, and what it does not know is not', async () => {
  for (const name of Object.keys(IPC_CALLS))
    expect(await codeOf(name as IpcCall, { surprise: 1 })).toBe('invalid_request');
  for (const name of ['messages.drop', 'constructor', '__proto__', 7, null]) {
    expect((await answer(name, undefined)).code).toBe('not_found');
  }
});

test('each may make the calls that are theirs, and what is refused is neither looked at nor done', async () => {
  let refused = 'insufficient_role';
  const callable = async (): Promise<string[]> => {
    const names: string[] = [];
    for (const name of Object.keys(IPC_CALLS)) {
      const { code } = await answer(name, { surprise: 1 });
      expect([name, ['invalid_request', refused].includes(code ?? '')]).toEqual([name, true]);
      if (code === 'invalid_request') names.push(name);
    }
    return names;
  };
  const markedAs = (...levels: IpcAccess[]): string[] =>
    Object.entries(IPC_CALLS).flatMap(([name, { access }]) => (levels.includes(access) ? [name] : []));
  for (const [user, code] of [
    ['nobody', 'unauthorized'],
    ['locked', 'session_locked'],
  ] as const) {
    identity.become(user);
    refused = code;
    expect(await callable()).toEqual(markedAs('anyone'));
    expect(await callable()).not.toContain('app.status');
  }
  identity.become('support');
  refused = 'insufficient_role';
  expect(await callable()).toEqual(markedAs('anyone', 'support'));
  for (const everything of ['owner', 'lawyer-without-sign-in'] as const) {
    identity.become(everything);
    expect(await callable()).toEqual(Object.keys(IPC_CALLS));
  }
  identity.become('support');
  const before = store.content();
  expect(await codeOf('messages.send', { lawyer_id: lawyer.id, to: CLIENT, text: 'x' })).toBe('insufficient_role');
  expect([store.content(), accepted]).toEqual([before, 0]);
});

test('what a call has changed is told once it is done, and of what only reads or is refused nothing is', async () => {
  const lawyer_id = lawyer.id;
  const { id } = await call('messages.send', { lawyer_id, to: CLIENT, text: 'x' });
  await call('session.restart', { lawyer_id });
  await call('staff.create', { name: 'S', email: 's@example.org', password: 'correct horse battery', role: 'support' });
  await call('messages.get', { lawyer_id, id });
  await call('lawyers.list', undefined);
  expect(await codeOf('messages.cancel', { lawyer_id, id: newId('msg') })).toBe('message_not_found');
  expect(await codeOf('messages.cancel', { lawyer_id, id: 'x' })).toBe('invalid_request');
  identity.become('support');
  expect(await codeOf('messages.cancel', { lawyer_id, id })).toBe('insufficient_role');
  expect(changes).toEqual([
    ['messages', lawyer_id],
    ['sessions', lawyer_id],
    ['staff', null],
  ]);
});

test('the settings of the app are changed one by one, and a value that is none changes nothing', async () => {
  expect(await call('appSettings.get', undefined)).toEqual(DEFAULT_APP_SETTINGS);
  const german = { ...DEFAULT_APP_SETTINGS, language: 'de', zoom: 1.5 };
  expect(await call('appSettings.setLook', { language: 'de', zoom: 1.5 })).toEqual(german);
  const loud = { ...german, notifications: 'full' };
  expect(await call('appSettings.setConduct', { notifications: 'full' })).toEqual(loud);
  for (const bad of [{ language: 'xx' }, { zoom: 0.4 }, { zoom: 2.1 }, { theme: 'black' }, { background: false }, 7]) {
    expect(await codeOf('appSettings.setLook', bad)).toBe('invalid_request');
  }
  for (const bad of [{ notifications: 'loud' }, { background: 'no' }, { language: 'en' }]) {
    expect(await codeOf('appSettings.setConduct', bad)).toBe('invalid_request');
  }
  expect(await call('appSettings.get', undefined)).toEqual(loud);
  expect(changes).toEqual([]);
});

test('the way in from outside is opened and closed, and not before it is set up', async () => {
  expect(await codeOf('tunnel.start', undefined)).toBe('tunnel_not_configured');
  await tunnel.change({ provider: 'cloudflared' });
  expect(await call('tunnel.start', undefined)).toMatchObject({ is_on: true });
  expect(await call('tunnel.get', undefined)).toMatchObject({ is_on: true, provider: 'cloudflared' });
  expect(await call('tunnel.stop', undefined)).toMatchObject({ is_on: false, state: 'off' });
});

test('the way in from outside is set up in the window, and what is refused names its field and changes nothing', async () => {
  const server = { host: 'gate.example.org', username: 'lexline', listen_port: 15_001 };
  const shown = await call('tunnel.change', { provider: 'ssh', ssh: server });
  expect(shown).toMatchObject({ provider: 'ssh', ssh: { ...server, port: 22, public_key: expect.any(String) } });
  const before = store.content();
  for (const [change, field] of [
    [{ ssh: { host: 'https://gate.example.org' } }, 'ssh.host'],
    [{ ssh: { listen_port: 70_000 } }, 'ssh.listen_port'],
    [{ ssh: { host_key: 'SHA256:short' } }, 'ssh.host_key'],
    [{ ngrok: { authtoken: 'with a blank' } }, 'ngrok.authtoken'],
  ] as const) {
    const refusal = { ok: false, code: 'invalid_request', errors: [expect.objectContaining({ field })] };
    expect(await answer('tunnel.change', change)).toEqual(refusal);
  }
  expect(store.content()).toEqual(before);
  expect(await call('tunnel.change', { provider: null })).toMatchObject({ provider: null, ssh: server });
});

test('a secret of the way in stands neither in an answer nor in what is written down of the call', async () => {
  // One that looks like an id of ours is none.
  const [token, authtoken] = [newId('law'), '2abcDEF_secret-of-ngrok'];
  const local_port = 8080;
  const answers = [
    await answer('tunnel.change', { cloudflared: { token }, ngrok: { authtoken }, local_port }),
    await answer('tunnel.change', { cloudflared: { token, surprise: authtoken } }),
    await answer('tunnel.change', { cloudflared: { token: `${token} ${authtoken}` } }),
    await answer('tunnel.start', undefined),
    await answer('tunnel.get', undefined),
  ];
  expect(answers[0]).toMatchObject({ value: { cloudflared: { has_token: true }, ngrok: { has_authtoken: true } } });
  const rows = store.rows<{ action: string; outcome: string }>("SELECT * FROM audit_log WHERE action LIKE 'tunnel.%'");
  expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['tunnel.change', 'begun'],
    ['tunnel.change', 'done'],
    ['tunnel.start', 'begun'],
    ['tunnel.start', 'tunnel_not_configured'],
  ]);
  for (const secret of [token, authtoken]) {
    expect(JSON.stringify([answers, rows, changes, log.lines])).not.toContain(secret);
  }
});

test('a lawyer’s message brokers are shown as they are doing, without a password, and those of nobody else', async () => {
  const other = await addLawyer(store.database, clock.now());
  const given = { kind: 'rabbitmq' as const, url: 'amqp://lexline:s3cret@192.0.2.7', target: 'events' };
  await store.database.write(async (stores) => {
    for (const { id } of [lawyer, other]) {
      await createBroker(stores, { ...given, lawyer_id: id, events: ['*'] }, clock.now());
    }
  });
  const shown = await call('brokers.list', { lawyer_id: lawyer.id });
  expect(shown).toMatchObject([
    { lawyer_id: lawyer.id, state: 'connected', unrouted: 3, warning: { code: 'events_unrouted', after: 7 } },
  ]);
  expect(JSON.stringify(shown)).not.toContain('s3cret');
});

test('a file is uploaded, sent and saved', async () => {
  const bytes = new Uint8Array(3_000_000).fill(7);
  const file = await call('attachments.upload', { lawyer_id: lawyer.id, file_name: 'Plan.dat', bytes });
  expect(file).toMatchObject({ status: 'stored', file_name: 'Plan.dat', size: bytes.length });
  expect(files.stored.get(file.sha256 ?? '')?.equals(bytes)).toBe(true);
  const message = { lawyer_id: lawyer.id, to: CLIENT, text: 'the plan', attachment: { id: file.id } };
  const { id } = await call('messages.send', message);
  expect(accepted).toBe(1);
  expect((await call('messages.get', { lawyer_id: lawyer.id, id })).attachment?.id).toBe(file.id);
  expect(await call('attachments.save', { lawyer_id: lawyer.id, id: file.id })).toBe(true);
  expect(saved.map((one) => one.id)).toEqual([file.id]);
});

test('a place that is chosen for a file after the window has locked gets nothing, and the log says so', async () => {
  identity.become('owner');
  const upload = { lawyer_id: lawyer.id, file_name: 'Plan.dat', bytes: new Uint8Array(10).fill(7) };
  const file = await call('attachments.upload', upload);
  whileChosen = () => identity.become('locked');
  expect(await codeOf('attachments.save', { lawyer_id: lawyer.id, id: file.id })).toBe('session_ended');
  expect(saved).toEqual([]);
  const log = store.rows("SELECT outcome FROM audit_log WHERE action = 'attachments.save' ORDER BY number");
  expect(log).toEqual([{ outcome: 'begun' }, { outcome: 'session_ended' }]);
  // Who comes back is another time at the window: what they asked for before is over.
  identity.become('owner');
  whileChosen = () => identity.become('owner');
  expect(await codeOf('attachments.save', { lawyer_id: lawyer.id, id: file.id })).toBe('session_ended');
  expect(saved).toEqual([]);
});

/** Begins to give a file in parts; it ends as the answer says. */
function begin(size: number, file_name = 'film.mp4') {
  const upload = crypto.randomUUID();
  const ended = answer('attachments.uploadParts', { lawyer_id: lawyer.id, file_name, size, upload });
  const give = (bytes: Uint8Array<ArrayBuffer>, is_last = false) =>
    call('attachments.part', { upload, bytes, is_last });
  return { upload, ended, give };
}

test('a large file comes part by part, and is written down once, when it is there', async () => {
  const part = new Uint8Array(4 * 1024 * 1024).fill(7);
  const { ended, give } = begin(part.length + 3);
  expect(await give(part)).toBe(true);
  expect(store.rows('SELECT id FROM attachments')).toEqual([]);
  expect(await give(new Uint8Array(3).fill(8), true)).toBe(false);
  expect(await ended).toMatchObject({ ok: true, value: { status: 'stored', size: part.length + 3 } });
  expect([...files.stored.values()].map(({ length }) => length)).toEqual([part.length + 3]);
  expect(changes).toEqual([['attachments', lawyer.id]]);
});

test('of a large file that is cancelled, refused or no longer given nothing is left, and no part of it is wanted', async () => {
  const part = new Uint8Array(1024).fill(7);
  const cancelled = begin(9_000_000);
  await cancelled.give(part);
  await call('attachments.cancelUpload', { upload: cancelled.upload });
  expect(await cancelled.ended).toMatchObject({ ok: false, code: 'invalid_request' });
  expect(await cancelled.give(part)).toBe(false);
  const program = begin(9_000_000, 'setup.exe');
  expect(await program.ended).toMatchObject({ code: 'file_type_not_allowed' });
  expect(await program.give(part)).toBe(false);
  const huge = begin(DEFAULT_SETTINGS.max_attachment_bytes + 1);
  expect(await huge.ended).toMatchObject({ code: 'body_too_large' });
  const left = begin(9_000_000);
  await left.give(part);
  await clock.advance(60_000);
  expect(await left.ended).toMatchObject({ code: 'invalid_request' });
  expect(files.stored.size).toBe(0);
  expect(store.rows('SELECT id FROM attachments')).toEqual([]);
});

test('the window sets from where on a person is told', async () => {
  const alerts = { ...DEFAULT_SETTINGS.alerts, queue_depth: 7, memory_mb: null };
  const settings = { ...DEFAULT_SETTINGS, alerts };
  expect(await call('settings.set', { lawyer_id: lawyer.id, settings })).toEqual(settings);
  expect(await call('settings.get', { lawyer_id: lawyer.id })).toEqual(settings);
});

test('an upload that is empty, too large or badly named is refused', async () => {
  const lawyer_id = lawyer.id;
  const bytes = new Uint8Array(5);
  for (const bad of [
    { lawyer_id, file_name: 'a.txt', bytes: new Uint8Array(0) },
    { lawyer_id, file_name: 'a.txt', bytes: new Uint8Array(100 * 1024 * 1024 + 1) },
    { lawyer_id, file_name: 'a.txt', bytes: 'text' },
    { lawyer_id, file_name: '../a.txt', bytes },
    { lawyer_id, file_name: 'a\u202egnp.exe', bytes },
    { lawyer_id, file_name: '', bytes },
  ]) {
    expect(await codeOf('attachments.upload', bad)).toBe('invalid_request');
  }
  expect(await codeOf('attachments.upload', { lawyer_id, file_name: 'a.exe', bytes })).toBe('file_type_not_allowed');
  await call('settings.set', { lawyer_id, settings: { ...DEFAULT_SETTINGS, max_attachment_bytes: 4 } });
  expect(await codeOf('attachments.upload', { lawyer_id, file_name: 'a.txt', bytes })).toBe('body_too_large');
  expect(files.stored.size).toBe(0);
  expect(store.rows('SELECT id FROM attachments')).toEqual([]);
});

test('a message needs one receiver, and a text or a file', async () => {
  const { conversationId } = await stored();
  const lawyer_id = lawyer.id;
  for (const bad of [
    { lawyer_id, to: CLIENT },
    { lawyer_id, text: 'x' },
    { lawyer_id, to: CLIENT, conversation_id: conversationId, text: 'x' },
  ]) {
    expect(await codeOf('messages.send', bad)).toBe('invalid_request');
  }
  const sent = await call('messages.send', { lawyer_id, conversation_id: conversationId, text: 'x' });
  expect(sent.conversation_id).toBe(conversationId);
});

test('what acts in WhatsApp is queued, shown with its reason, and can be taken back', async () => {
  const lawyer_id = lawyer.id;
  const { id, conversationId } = await stored('outbound');
  await call('messages.react', { lawyer_id, id, emoji: '👍' });
  await call('messages.edit', { lawyer_id, id, text: 'better' });
  await call('messages.revoke', { lawyer_id, id });
  await call('conversations.sendRead', { lawyer_id, conversation_id: conversationId });
  const { data } = await call('outbox.list', { lawyer_id });
  expect(data.map(({ action, waits_for }) => [action, waits_for])).toEqual(
    ['react', 'edit', 'revoke', 'mark_read'].map((action) => [action, 'session']),
  );
  for (const row of data) await call('outbox.cancel', { lawyer_id, id: row.id });
  expect((await call('outbox.list', { lawyer_id })).data).toEqual([]);
  const sent = await call('messages.send', { lawyer_id, to: CLIENT, text: 'x' });
  await call('messages.cancel', { lawyer_id, id: sent.id });
  expect((await call('messages.get', { lawyer_id, id: sent.id })).status).toBe('cancelled');
  expect(sessions.told).toEqual(Array(9).fill(['outbox', lawyer_id]));
});

test('clients are merged and taken apart', async () => {
  const lawyer_id = lawyer.id;
  await stored();
  await storeMessage(store.database, lawyer_id, { lid: '998877', at: clock.now() });
  const clients = (await call('conversations.list', { lawyer_id })).data.map((one) => one.client_id);
  const [from, into] = clients;
  if (!from || !into) throw new Error('there are two');
  expect((await call('clients.merge', { lawyer_id, from, into })).merged.map((one) => one.client_id)).toEqual([from]);
  expect(await codeOf('clients.get', { lawyer_id, id: from })).toBe('client_not_found');
  expect((await call('clients.unmerge', { lawyer_id, from, into })).id).toBe(from);
  expect((await call('clients.get', { lawyer_id, id: into })).merged).toEqual([]);
});

test('what a lawyer’s page takes of memory is told as it is at that moment', async () => {
  expect(await call('session.memory', { lawyer_id: lawyer.id })).toBeNull();
  sessions.memory.set(lawyer.id, 214_000_000);
  expect(await call('session.memory', { lawyer_id: lawyer.id })).toBe(214_000_000);
});

test('a session’s steps are passed on, for lawyers that there are', async () => {
  const lawyer_id = lawyer.id;
  await call('session.requestPairingCode', { lawyer_id });
  await call('session.requestPairingCode', { lawyer_id, phone: CLIENT });
  for (const name of ['session.logOut', 'session.restart', 'session.sleep', 'session.wake', 'history.sync'] as const) {
    await call(name, { lawyer_id });
    expect(await codeOf(name, { lawyer_id: lawyer_id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).toBe(
      'lawyer_not_found',
    );
  }
  expect(sessions.asked).toEqual([
    ['requestPairingCode', lawyer_id, lawyer.phone_number],
    ['requestPairingCode', lawyer_id, CLIENT],
    ['logOut', lawyer_id],
    ['restart', lawyer_id],
    ['sleep', lawyer_id],
    ['wake', lawyer_id],
    ['syncHistory', lawyer_id],
  ]);
  expect((await call('history.progress', { lawyer_id })).state).toBe('idle');
});

test('nothing of another lawyer’s is found under one’s own id', async () => {
  const other = await addLawyer(store.database, clock.now());
  const { id, conversationId } = await stored();
  const file = await call('attachments.upload', { lawyer_id: lawyer.id, file_name: 'a', bytes: new Uint8Array(5) });
  await call('messages.send', { lawyer_id: lawyer.id, to: CLIENT, text: 'x' });
  const [row] = (await call('outbox.list', { lawyer_id: lawyer.id })).data;
  const conversation = await call('conversations.list', { lawyer_id: lawyer.id });
  const client = conversation.data[0]?.client_id;
  const before = store.content();
  const lawyer_id = other.id;
  for (const [name, input, code] of [
    ['messages.get', { id }, 'message_not_found'],
    ['messages.versions', { id }, 'message_not_found'],
    ['messages.react', { id, emoji: '' }, 'message_not_found'],
    ['messages.edit', { id, text: 'x' }, 'message_not_found'],
    ['messages.revoke', { id }, 'message_not_found'],
    ['messages.times', { id }, 'message_not_found'],
    ['messages.retry', { id, confirm: true }, 'message_not_found'],
    ['messages.cancel', { id }, 'message_not_found'],
    ['messages.send', { conversation_id: conversationId, text: 'x' }, 'conversation_not_found'],
    ['conversations.get', { conversation_id: conversationId }, 'conversation_not_found'],
    ['conversations.messages', { conversation_id: conversationId }, 'conversation_not_found'],
    ['conversations.markRead', { conversation_id: conversationId }, 'conversation_not_found'],
    ['conversations.sendRead', { conversation_id: conversationId }, 'conversation_not_found'],
    ['conversations.completeness', { conversation_id: conversationId }, 'conversation_not_found'],
    ['attachments.fetch', { id: file.id }, 'attachment_not_found'],
    ['attachments.save', { id: file.id }, 'attachment_not_found'],
    ['outbox.cancel', { id: row?.id }, 'queued_action_not_found'],
    ['clients.get', { id: client }, 'client_not_found'],
  ] as const) {
    expect([name, await codeOf(name, { lawyer_id, ...input })]).toEqual([name, code]);
  }
  expect(store.content()).toBe(before);
  expect(saved).toEqual([]);
});

test('the practice phones are played in the practice account, and are not there in the live one', async () => {
  const lawyer_id = lawyer.id;
  sessions.states.set(lawyer_id, sessionIn('qr', { qr: 'valid-code' }));
  await call('practice.scan', { lawyer_id });
  sessions.states.set(lawyer_id, sessionIn('pairing-code', { pairing_code: 'VALIDPAI' }));
  await call('practice.enterPairingCode', { lawyer_id });
  await call('practice.write', { lawyer_id, phone: CLIENT, message: { text: 'Hello' } });
  await call('practice.act', { lawyer_id, phone: CLIENT, action: { action: 'revoke', message: '3EB0AAAA' } });
  expect((await call('practice.setFaults', { silent: true })).silent).toBe(true);
  expect((await call('practice.faults', undefined)).silent).toBe(true);
  expect(phones.linked.map(({ shown }) => shown)).toEqual(['valid-code', 'VALIDPAI']);
  expect([phones.written.length, phones.acted.length]).toEqual([1, 1]);

  open('live');
  for (const [name, input] of [
    ['practice.scan', { lawyer_id }],
    ['practice.enterPairingCode', { lawyer_id }],
    ['practice.write', { lawyer_id, phone: CLIENT, message: { text: 'x' } }],
    ['practice.act', { lawyer_id, phone: CLIENT, action: { action: 'revoke', message: '3EB0AAAA' } }],
    ['practice.faults', undefined],
    ['practice.setFaults', {}],
    ['practice.leave', undefined],
  ] as const) {
    expect([name, await codeOf(name, input)]).toEqual([name, 'practice_only']);
  }
  const settings = { ...DEFAULT_SETTINGS, pace: { ...DEFAULT_SETTINGS.pace, enabled: false } };
  expect(await codeOf('settings.set', { lawyer_id, settings })).toBe('invalid_request');
  expect(await call('settings.get', { lawyer_id })).toEqual(DEFAULT_SETTINGS);
});

test('what mends the storage and the API is done outside of the database', async () => {
  await call('health.showDataFolder', undefined);
  expect(shown).toEqual(['data folder']);
  expect(await call('health.tryApi', undefined)).toBe(false);
});

test('the app starts again in the other account, from the practice account and from the real one', async () => {
  expect((await call('setUp.state', { lawyer_id: null })).can_practice).toBe(false);
  await call('practice.leave', undefined);
  open('live');
  expect((await call('setUp.state', { lawyer_id: null })).can_practice).toBe(true);
  await call('setUp.practise', undefined);
  expect(startedAgain).toEqual(['live', 'practice']);
});

test('what a person should look at is told for all lawyers', async () => {
  const other = await addLawyer(store.database, clock.now());
  for (const { id } of [lawyer, other]) {
    const alert = { lawyerId: id, code: 'logged_out', subject: null, at: clock.now() } as const;
    await store.database.write((stores) => stores.alerts.raise(alert));
  }
  const open = await call('alerts.open', undefined);
  expect(open.map((one) => one.lawyer_id).sort()).toEqual([lawyer.id, other.id].sort());
});

test('what a lawyer had to look at is listed a page after the other, the newest first, and nobody else’s is', async () => {
  const other = await addLawyer(store.database, clock.now());
  await store.database.write(async ({ alerts }) => {
    await alerts.raise({ lawyerId: other.id, code: 'logged_out', subject: null, at: clock.now() });
    for (let count = 0; count < 31; count += 1) {
      const alert = { lawyerId: lawyer.id, code: 'queue_deep', subject: null } as const;
      await alerts.raise({ ...alert, at: clock.now() + count * 1000 });
      if (count < 30) await alerts.clear({ ...alert, at: clock.now() + count * 1000 + 500 });
    }
  });
  const { data, next_cursor: cursor } = await call('alerts.list', { lawyer_id: lawyer.id });
  expect([data.length, data[0]?.cleared_at]).toEqual([30, null]);
  const rest = await call('alerts.list', { lawyer_id: lawyer.id, cursor: cursor ?? '' });
  expect(rest.data.map(({ raised_at }) => raised_at)).toEqual([new Date(clock.now()).toISOString()]);
  expect(rest.next_cursor).toBeNull();
});

test('how a lawyer’s chain is doing is told from the database and what runs, with when each link was good last', async () => {
  const { id } = lawyer;
  sessions.states.set(id, sessionIn('qr'));
  await store.database.write(async (stores) => {
    await stores.health.noteGood(id, ['phone'], clock.now() - 60_000);
    await stores.alerts.raise({ lawyerId: id, code: 'disk_almost_full', subject: null, at: clock.now() });
    const options = { events: ['*'], description: '', payload: 'full', batch: null, max_concurrency: 8 } as const;
    const webhook = { lawyerId: id, url: 'https://x.example', secret: 's', at: clock.now() };
    for (const state of ['disabled', 'paused'] as const) {
      const made = await stores.webhooks.insert({ ...webhook, ...options, events: ['*'], id: newId('whk') });
      await stores.webhooks.stop(made.id, state, state === 'disabled' ? 'failing' : null, clock.now());
    }
  });
  const chain = await call('health.chain', { lawyer_id: id });
  const told = Object.fromEntries(chain.map((link) => [link.link, [link.state, link.code]]));
  expect(told).toMatchObject({
    page: ['good', 'loaded'],
    phone: ['bad', 'not_linked'],
    reading: ['idle', 'waits'],
    storage: ['bad', 'full'],
    api: ['good', 'listening'],
    tunnel: ['idle', 'not_set_up'],
    webhooks: ['bad', 'switched_off'],
    app: ['good', 'well'],
  });
  expect(told).not.toHaveProperty('brokers');
  const times = Object.fromEntries(chain.map((link) => [link.link, link.good_at && Date.parse(link.good_at)]));
  expect(times).toMatchObject({ page: clock.now(), phone: clock.now() - 60_000, storage: null });
  // What a person has paused stays so.
  await call('health.resumeWebhooks', { lawyer_id: id });
  expect(resumed).toHaveLength(1);
  const after = (await call('health.chain', { lawyer_id: id })).find(({ link }) => link === 'webhooks');
  expect(after).toMatchObject({ code: 'paused', paused: 1, active: 1, switched_off: 0 });
});

test('numbers of a lawyer’s work are those of the API, and a range that is none is refused', async () => {
  await stored();
  const question = { lawyer_id: lawyer.id, bucket: 'day', time_zone: 'Europe/Berlin' } as const;
  const from = new Date(clock.now() - 86_400_000).toISOString();
  const until = new Date(clock.now() + 1).toISOString();
  const stats = await call('stats.get', { ...question, from, until });
  expect(stats.totals).toMatchObject({ messages_in: 1, messages_out: 0, new_clients: 1 });
  expect(stats.buckets).toHaveLength(2);
  expect(await codeOf('stats.get', { ...question, from: until, until: from })).toBe('invalid_request');
  const nobody = newId('law');
  expect(await codeOf('stats.get', { ...question, from, lawyer_id: nobody })).toBe('lawyer_not_found');
  for (const name of ['health.chain', 'health.resumeWebhooks', 'alerts.list'] as const) {
    expect(await codeOf(name, { lawyer_id: nobody })).toBe('lawyer_not_found');
  }
  expect((await call('samples.list', { span: 'day' })).times).toHaveLength(144);
});

test('the window’s owner adds people, ends their sessions and lets them go, and no password is written down', async () => {
  const password = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6f';
  const made = await call('staff.create', { name: 'Sam', email: 'sam@example.org', password, role: 'support' });
  expect((await call('staff.list', {})).data).toEqual([made]);
  const { session } = makeStaffSession('practice', made.id, clock.now());
  await store.database.write((stores) => stores.staffSessions.insert(session));
  await call('staffSessions.end', { id: session.id });
  const [ended] = (await call('staffSessions.list', {})).data;
  expect(ended).toMatchObject({ id: session.id, ended_at: new Date(clock.now()).toISOString() });
  await call('staff.resetPassword', { id: made.id, password });
  expect(await call('staff.change', { id: made.id, is_active: false })).toMatchObject({
    name: 'Sam',
    is_active: false,
  });
  const corrected = { name: 'Samuel', email: 'samuel@example.org' };
  expect(await call('staff.change', { id: made.id, ...corrected })).toMatchObject({ ...corrected, is_active: false });
  expect(await call('staff.change', { id: made.id, email: 'sam@example.org' })).toMatchObject({ name: 'Samuel' });
  const other = { name: 'S', email: 'SAM@example.org', password, role: 'support' };
  expect(await answer('staff.create', other)).toMatchObject({ ok: false, code: 'staff_email_taken' });
  expect(await answer('staff.change', { id: newId('stf') })).toMatchObject({ ok: false, code: 'staff_not_found' });
  expect(await answer('staffSessions.end', { id: newId('ses') })).toMatchObject({ code: 'session_not_found' });
  expect(audited().map(([action, outcome]) => `${action} ${outcome}`)).toEqual([
    'staff.create done',
    'staffSessions.end done',
    'staff.resetPassword done',
    ...Array(3).fill('staff.change done'),
    'staff.create staff_email_taken',
    'staff.change staff_not_found',
    'staffSessions.end session_not_found',
  ]);
  expect(JSON.stringify(store.rows('SELECT * FROM audit_log')) + store.content()).not.toContain(password);
  expect(JSON.stringify(store.rows('SELECT * FROM audit_log'))).not.toMatch(/Samuel|samuel/);
});

test('the window is told how much is unread of each lawyer, as the title counts it of them all, and support is not', async () => {
  const [other, off] = [await addLawyer(store.database, clock.now()), await addLawyer(store.database, clock.now())];
  const BEN = Phone.parse('+4915112345679');
  for (const [of, phone] of [
    [lawyer, CLIENT],
    [lawyer, CLIENT],
    [lawyer, BEN],
    [off, CLIENT],
  ] as const) {
    await storeMessage(store.database, of.id, { phone, at: clock.now() });
  }
  await store.database.write((stores) => stores.lawyers.update(off.id, { isActive: false }, clock.now()));
  expect(await call('lawyers.unread', undefined)).toEqual([{ lawyer_id: lawyer.id, unread_count: 3 }]);
  const { conversationId } = await storeMessage(store.database, other.id, { phone: BEN, at: clock.now() });
  expect(await call('lawyers.unread', undefined)).toContainEqual({ lawyer_id: other.id, unread_count: 1 });
  await call('conversations.markRead', { lawyer_id: other.id, conversation_id: conversationId });
  expect(await call('lawyers.unread', undefined)).toEqual([{ lawyer_id: lawyer.id, unread_count: 3 }]);
  for (const user of ['nobody', 'locked', 'support'] as const) {
    identity.become(user);
    expect((await answer('lawyers.unread', undefined)).ok).toBe(false);
  }
});

test('support changes the own password, which is written down without it, and so is a wrong one', async () => {
  const password = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6f';
  const sam = newId('stf');
  identity.become('support', { id: sam });
  const asked: string[][] = [];
  identity.changePassword = async (...passwords) => {
    asked.push(passwords);
    if (asked.length === 2) throw new AppError('wrong_password');
  };
  const input = { current_password: password, password };
  await call('identity.changePassword', input);
  expect(await codeOf('identity.changePassword', input)).toBe('wrong_password');
  expect(await codeOf('identity.changePassword', { ...input, password: 'short' })).toBe('invalid_request');
  expect(asked).toEqual(Array(2).fill([password, password]));
  expect(store.rows('SELECT actor, action, outcome FROM audit_log WHERE actor IS NOT NULL ORDER BY number')).toEqual([
    { actor: sam, action: 'identity.changePassword', outcome: 'done' },
    { actor: sam, action: 'identity.changePassword', outcome: 'wrong_password' },
  ]);
  expect(JSON.stringify(store.rows('SELECT * FROM audit_log')) + store.content()).not.toContain(password);
});

test('a lawyer’s details are corrected in the window by the rules of the API, and nothing of them is written down', async () => {
  const other = await addLawyer(store.database, clock.now());
  const { id, name, email, phone_number } = lawyer;
  const number = Phone.parse('+493012345678');
  sessions.told.length = 0;
  await clock.advance(60_000);
  const updated_at = new Date(clock.now()).toISOString();
  const changed = await call('lawyers.change', { id, phone_number: number });
  expect(changed).toMatchObject({ id, name, email, phone_number: number, updated_at });
  expect(await call('lawyers.change', { id, name: ' Dr. Änne Weiß ', email: 'aenne@example.org' })).toMatchObject({
    ...{ name: 'Dr. Änne Weiß', email: 'aenne@example.org', phone_number: number },
  });
  // Who the session may trust is looked at anew.
  expect(sessions.told).toEqual(Array(2).fill(['lawyer', id]));
  expect(changes).toEqual(Array(2).fill(['lawyers', id]));

  const before = store.content();
  const nobody = newId('law');
  for (const [change, code, field] of [
    [{ id, email: other.email.toUpperCase() }, 'email_taken', 'email'],
    [{ id, phone_number: other.phone_number }, 'phone_taken', 'phone_number'],
    [{ id: nobody, name: 'X' }, 'lawyer_not_found', null],
    [{ id, phone_number: '030 12345678' }, 'invalid_request', 'phone_number'],
    [{ id, email: 'nobody' }, 'invalid_request', 'email'],
    [{ id, name: ' ' }, 'invalid_request', 'name'],
    [{ id, is_active: false }, 'invalid_request', 'input'],
  ] as const) {
    const refused = await answer('lawyers.change', change);
    const errors = field === null ? [] : [expect.objectContaining({ field })];
    expect(refused).toEqual({ ok: false, code, errors });
  }
  for (const [user, code] of [
    ['nobody', 'unauthorized'],
    ['locked', 'session_locked'],
    ['support', 'insufficient_role'],
  ] as const) {
    identity.become(user);
    expect(await codeOf('lawyers.change', { id, phone_number })).toBe(code);
  }
  expect(store.content()).toBe(before);
  expect([sessions.told.length, changes.length]).toEqual([2, 2]);

  const rows = audited();
  expect(rows.map(([action, outcome, of]) => [action, outcome, of])).toEqual([
    ['lawyers.change', 'done', id],
    ['lawyers.change', 'done', id],
    ['lawyers.change', 'email_taken', id],
    ['lawyers.change', 'phone_taken', id],
    ['lawyers.change', 'lawyer_not_found', nobody],
  ]);
  expect(JSON.stringify(store.rows('SELECT * FROM audit_log'))).not.toMatch(/Weiß|aenne|4930|@/);
});

test('a lawyer is switched off and on and removed in the window by the rules of the API, and each is written down', async () => {
  const { id } = lawyer;
  sessions.told.length = 0;
  expect(await codeOf('lawyers.remove', { id })).toBe('lawyer_active');
  for (const name of ['lawyers.deactivate', 'lawyers.deactivate', 'lawyers.activate'] as const) {
    expect(await call(name, { id })).toMatchObject({ id, is_active: name === 'lawyers.activate' });
  }
  // Twice off is once.
  expect(sessions.told).toEqual([
    ['close', id],
    ['open', id],
  ]);
  await stored();
  await call('lawyers.deactivate', { id });
  expect(await codeOf('lawyers.remove', { id })).toBe('lawyer_not_empty');
  expect(removed).toEqual([]);
  const mistake = await addLawyer(store.database, clock.now());
  await call('lawyers.deactivate', { id: mistake.id });
  for (const user of ['nobody', 'locked', 'support'] as const) {
    identity.become(user);
    for (const name of ['lawyers.activate', 'lawyers.deactivate', 'lawyers.remove'] as const) {
      expect((await answer(name, { id: mistake.id })).ok).toBe(false);
    }
  }
  identity.become('lawyer-without-sign-in');
  await call('lawyers.remove', { id: mistake.id });
  expect(removed).toEqual([mistake.id]);
  expect(sessions.told.at(-1)).toEqual(['forget', mistake.id]);
  expect(changes.at(-1)).toEqual(['lawyers', mistake.id]);
  expect((await call('lawyers.list', undefined)).map((one) => one.id)).toEqual([id]);
  expect(await codeOf('lawyers.activate', { id: mistake.id })).toBe('lawyer_not_found');
  expect(audited().map(([action, outcome, of]) => [action, outcome, of])).toEqual([
    ['lawyers.remove', 'lawyer_active', id],
    ['lawyers.deactivate', 'done', id],
    ['lawyers.deactivate', 'done', id],
    ['lawyers.activate', 'done', id],
    ['lawyers.deactivate', 'done', id],
    ['lawyers.remove', 'lawyer_not_empty', id],
    ['lawyers.deactivate', 'done', mistake.id],
    ['lawyers.remove', 'done', mistake.id],
    ['lawyers.activate', 'lawyer_not_found', mistake.id],
  ]);
});

test('the window’s owner lets support read a lawyer’s chats and takes it back, where the lawyer sees it', async () => {
  const password = 'correct horse battery';
  const { id: staff_id } = await call('staff.create', { name: 'S', email: 's@example.org', password, role: 'support' });
  const { conversationId } = await storeMessage(store.database, lawyer.id, { phone: CLIENT, at: clock.now() });
  const expires_at = new Date(clock.now() + 60_000).toISOString();
  const granted = { staff_id, conversation_ids: [conversationId], expires_at, reason: 'x' };
  const grant = await call('grants.create', { lawyer_id: lawyer.id, ...granted });
  const chats = [{ id: conversationId, title: CLIENT }];
  expect((await call('grants.list', { lawyer_id: lawyer.id })).data).toEqual([{ ...grant, chats }]);
  expect(await call('grants.revoke', { lawyer_id: lawyer.id, id: grant.id })).toMatchObject({
    id: grant.id,
    revoked_at: new Date(clock.now()).toISOString(),
  });
  const other = await addLawyer(store.database, clock.now());
  const refused = await answer('grants.revoke', { lawyer_id: other.id, id: grant.id });
  expect(refused).toMatchObject({ ok: false, code: 'grant_not_found' });
  expect(await answer('grants.create', { lawyer_id: other.id, ...granted })).toMatchObject({
    code: 'conversation_not_found',
  });
  const rows = audited().filter(([action]) => action.startsWith('grants.'));
  expect(rows.map(([action, outcome, of]) => [action, outcome, of])).toEqual([
    ['grants.create', 'done', lawyer.id],
    ['grants.revoke', 'done', lawyer.id],
    ['grants.revoke', 'grant_not_found', other.id],
    ['grants.create', 'conversation_not_found', other.id],
  ]);
});

test('of the chats of a grant the first few are named, as far as they are there', async () => {
  const password = 'correct horse battery';
  const { id: staff_id } = await call('staff.create', { name: 'S', email: 's@example.org', password, role: 'support' });
  const ids: ConversationId[] = [];
  for (let last = 0; last < 7; last += 1) {
    const phone = Phone.parse(`+491511234567${last}`);
    ids.push((await storeMessage(store.database, lawyer.id, { phone, at: clock.now() + last })).conversationId);
  }
  const [first, second] = ids;
  if (!first || !second) throw new Error('there are seven');
  const expires_at = new Date(clock.now() + 60_000).toISOString();
  const granted = { lawyer_id: lawyer.id, staff_id, conversation_ids: ids, expires_at, reason: 'x' };
  await call('grants.create', granted);
  await store.database.write((stores) => stores.conversations.mergeInto(lawyer.id, second, first, clock.now()));
  const [grant] = (await call('grants.list', { lawyer_id: lawyer.id })).data;
  expect(grant?.conversation_ids).toHaveLength(7);
  const titles = new Map(ids.map((id, last) => [id, id === second ? null : `+491511234567${last}`]));
  const named = grant?.conversation_ids.slice(0, 5).map((id) => ({ id, title: titles.get(id) }));
  expect(named).toContainEqual({ id: second, title: null });
  expect(grant?.chats).toEqual(named);
});

const audited = (): [string, string, string | null, string[]][] =>
  store
    .rows<{ action: string; outcome: string; lawyer_id: string | null; subjects: string; actor_role: string }>(
      'SELECT * FROM audit_log WHERE number > 0 ORDER BY number',
    )
    .map(({ action, outcome, lawyer_id, subjects, actor_role }) => {
      expect(actor_role).toBe('window');
      return [action, outcome, lawyer_id, JSON.parse(subjects) as string[]];
    });

test('what the window writes is written down with it, and what it was refused, too', async () => {
  const { id, conversation_id } = await call('messages.send', { lawyer_id: lawyer.id, to: CLIENT, text: 'Secret' });
  await call('session.restart', { lawyer_id: lawyer.id });
  await answer('messages.cancel', { lawyer_id: lawyer.id, id: newId('msg') });
  await answer('messages.cancel', { lawyer_id: lawyer.id, id: 'x' });
  const [sent, begun, restarted, refused, ...rest] = audited();
  expect(sent?.slice(0, 3)).toEqual(['messages.send', 'done', lawyer.id]);
  expect(sent?.[3]).toEqual(expect.arrayContaining([lawyer.id, id, conversation_id]));
  expect(begun).toEqual(['session.restart', 'begun', lawyer.id, [lawyer.id]]);
  expect(restarted).toEqual(['session.restart', 'done', lawyer.id, [lawyer.id]]);
  expect(refused?.slice(0, 3)).toEqual(['messages.cancel', 'message_not_found', lawyer.id]);
  expect(rest).toEqual([]);
  expect(JSON.stringify(store.rows('SELECT * FROM audit_log'))).not.toMatch(/Secret|4915112345678/);
});

test('that the window opens a conversation is written down once in ten minutes, by whichever part, and lists are not', async () => {
  const { id, conversationId } = await storeMessage(store.database, lawyer.id, { phone: CLIENT, at: clock.now() });
  const open = async (): Promise<void> => {
    await call('conversations.list', { lawyer_id: lawyer.id });
    await call('conversations.messages', { lawyer_id: lawyer.id, conversation_id: conversationId });
    await call('messages.get', { lawyer_id: lawyer.id, id });
  };
  await open();
  await clock.advance(599_999);
  await open();
  expect(audited()).toEqual([['conversations.messages', 'done', lawyer.id, [lawyer.id, conversationId]]]);
  await clock.advance(1);
  await open();
  expect(audited()).toHaveLength(2);
});

test('what the window writes and its row are there together, or neither of them', async () => {
  store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const before = store.content();
  const sent = await answer('messages.send', { lawyer_id: lawyer.id, to: CLIENT, text: 'Hello' });
  expect(sent).toMatchObject({ ok: false, code: 'internal_error' });
  expect(store.content()).toBe(before);
});

test('the window searches as the API does, in all chats or in one, and finds chats by name', async () => {
  const one = await storeMessage(store.database, lawyer.id, {
    ...{ phone: CLIENT, text: 'A letter from the court', at: clock.now() },
  });
  const found = await call('messages.search', { lawyer_id: lawyer.id, q: 'court let' });
  expect(found.data.map(({ id, snippet }) => [id, snippet?.highlights.length])).toEqual([[one.id, 2]]);
  expect([found.is_partial, found.next_cursor]).toEqual([false, null]);
  const ranges = [
    { start: 2, end: 8 },
    { start: 18, end: 23 },
  ];
  expect(found.marks).toEqual([{ message_id: one.id, ranges }]);
  expect(found.conversations.map(({ id, phone }) => [id, phone])).toEqual([[one.conversationId, CLIENT]]);
  const elsewhere = await storeMessage(store.database, lawyer.id, {
    phone: Phone.parse('+491700000'),
    at: clock.now(),
  });
  const there = { lawyer_id: lawyer.id, conversation_id: elsewhere.conversationId };
  expect((await call('messages.search', { ...there, q: 'court' })).data).toEqual([]);
  expect((await call('messages.search', there)).data.map(({ id }) => id)).toEqual([elsewhere.id]);
  expect(await codeOf('messages.search', { lawyer_id: lawyer.id, q: '-court' })).toBe('invalid_request');
  const chats = await call('conversations.find', { lawyer_id: lawyer.id, q: '0151 123' });
  expect(chats.map(({ id }) => id)).toEqual([one.conversationId]);
  identity.become('support');
  for (const name of ['messages.search', 'conversations.find'] as const) {
    expect(await codeOf(name, { lawyer_id: lawyer.id, q: 'court' })).toBe('insufficient_role');
  }
});

test('a link is opened outside only when it leads to a page, a mailbox or a number, read anew here', async () => {
  await call('links.open', { address: 'HTTPS://b\u00fccher.example/a b' });
  await call('links.open', { address: 'mailto:a@example.org?attach=/etc/passwd' });
  expect(outside).toEqual(['https://xn--bcher-kva.example/a%20b', 'mailto:a@example.org']);
  for (const address of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ms-msdt:/id',
    'smb://a/b',
    'x',
    ' ',
    'tel:*#06#',
  ]) {
    expect(await answer('links.open', { address })).toMatchObject({ ok: false, code: 'invalid_request' });
  }
  expect(outside).toHaveLength(2);
});
