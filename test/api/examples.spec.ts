import { expect, test } from '@playwright/test';
import { EVENT_TYPES } from '../../main/contract/event-types.ts';
import { EVENT_ID, LAWYER_ID, SUPPORT_ID, WEBHOOK_ID } from '../../main/contract/examples/values.ts';
import { type AnyExample, EXAMPLES } from '../../main/contract/examples.ts';
import { type LawyerId, WebhookId } from '../../main/contract/ids.ts';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { headersOf } from '../support/call-api.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { type ApiAnswer, startTestApi, type TestApi } from '../support/start-test-api.ts';
import { tellWebhook } from './bad-input/world.ts';
import { fillWorld } from './examples/example-world.ts';
import { StandIns } from './examples/stand-ins.ts';

/** Every route in an order in which its examples make sense: what one of them needs is made by those before. */
const ORDER: readonly (RouteName | 'world' | 'told' | 'qr' | 'pairing-code' | 'ready')[] = [
  ...(['getHealth', 'getMetrics', 'createLawyer', 'listLawyers', 'getOwnLawyer', 'getLawyer'] as const),
  ...(['qr', 'getSessionQr', 'practiceScan', 'requestPairingCode', 'pairing-code', 'practicePair'] as const),
  ...(['ready', 'getSession', 'getHistory', 'syncHistory', 'getSettings', 'changeSettings'] as const),
  ...(['putSessionToSleep', 'wakeSession', 'restartSession', 'logOutSession', 'practiceUnlink'] as const),
  ...(['changeLawyer', 'deactivateLawyer', 'activateLawyer'] as const),
  ...(['practiceWrite', 'practiceRead', 'practiceWritten', 'practiceAct'] as const),
  ...(['getPracticeFaults', 'setPracticeFaults'] as const),
  ...(['world', 'removeLawyer', 'listAlerts', 'createWebhook', 'listWebhooks'] as const),
  ...(['told', 'getWebhook', 'testWebhook', 'listDeliveries', 'getDelivery', 'redeliver'] as const),
  ...(['rotateWebhookSecret', 'changeWebhook', 'pauseWebhook', 'recoverWebhook', 'resumeWebhook'] as const),
  ...([
    'listConversations',
    'getConversation',
    'listChatMessages',
    'listMessages',
    'getCompleteness',
    'readConversation',
    'syncConversation',
  ] as const),
  ...(['getAttachment', 'getAttachmentContent', 'getAttachmentThumbnail', 'fetchAttachment'] as const),
  ...(['createFileLink', 'getLinkedFile'] as const),
  ...(['createTemplate', 'listTemplates', 'getTemplate', 'previewTemplate'] as const),
  ...(['uploadAttachment', 'sendMessage', 'getMessage', 'listVersions', 'cancelMessage'] as const),
  ...(['changeTemplate', 'removeTemplate', 'retryMessage'] as const),
  ...(['reactToMessage', 'listOutbox', 'cancelQueued', 'editMessage', 'revokeMessage'] as const),
  ...(['createKey', 'listKeys', 'getOwnKey', 'getKey', 'changeKey', 'rotateKey', 'revokeKey'] as const),
  ...(['listClients', 'getClient', 'createClient', 'changeClient', 'removeClient', 'addAlias', 'removeAlias'] as const),
  ...(['assignClient', 'listAssignments', 'unassignClient', 'getStats'] as const),
  ...(['mergeClients', 'unmergeClients', 'deleteWebhook'] as const),
  ...(['changeTunnel', 'startTunnel', 'getTunnel', 'stopTunnel'] as const),
  ...(['createBroker', 'listBrokers', 'getBroker', 'changeBroker', 'pauseBroker', 'resumeBroker'] as const),
  ...(['testBroker', 'removeBroker'] as const),
  ...(['listAudit', 'verifyAudit'] as const),
  ...(['createGrant', 'listGrants', 'getGrant', 'revokeGrant'] as const),
  ...(['createStaff', 'listStaff', 'getStaff', 'changeStaff', 'signIn', 'listSessions', 'getOwnSession'] as const),
  ...(['listEvents', 'streamEvents', 'openEventSocket', 'getEvent'] as const),
  ...(['lockSession', 'unlockSession', 'changeOwnPassword', 'signOut', 'endSession'] as const),
  ...(['resetPassword', 'deactivateStaff'] as const),
];

const STATES = {
  qr: sessionIn('qr', { qr: 'valid-code', qr_expires_at: '2026-11-27T08:16:00.000Z' }),
  'pairing-code': sessionIn('pairing-code', { pairing_code: 'VALIDPAI' }),
  ready: sessionIn('ready'),
};

let api: TestApi;
test.beforeEach(async () => {
  api = await startTestApi();
});
test.afterEach(() => api.stop());

test('every example, sent to the real API, is answered with its status and in its form', async () => {
  const standIns = new StandIns();
  let lawyer = '' as LawyerId;
  let key = '';

  for (const step of ORDER) {
    if (step === 'world') {
      await fillWorld(api, lawyer, key, standIns);
      standIns.set(SUPPORT_ID, (await api.addStaff('support')).id);
    } else if (step === 'told') {
      const webhook = WebhookId.parse(standIns.in(WEBHOOK_ID));
      standIns.set(EVENT_ID, await tellWebhook(api, lawyer, webhook));
    } else if (!isRoute(step)) api.sessions.states.set(lawyer, STATES[step]);
    else for (const example of EXAMPLES[step]) await run(step, example);
  }
  await lookAtEvents();

  /** What all of this has told is what is written down of each type. */
  async function lookAtEvents(): Promise<void> {
    const { json } = await api.call({ path: '/v1/events?limit=200', key });
    const { data } = ROUTES.listEvents.output.parse(json);
    expect(new Set(data.map(({ type }) => type)).size).toBeGreaterThan(6);
    for (const { type, data: told } of data) {
      const { holds, mayHold = [] } = EVENT_TYPES[type];
      const fields = Object.keys(told);
      const known: string[] = ['lawyer_id', ...holds, ...mayHold];
      expect([type, holds.filter((field) => !fields.includes(field))]).toEqual([type, []]);
      expect([type, fields.filter((field) => !known.includes(field))]).toEqual([type, []]);
    }
  }

  async function keyFor({ access }: Route): Promise<string> {
    if (access === 'session') return (await api.openSession(await api.addStaff('owner'))).token;
    return access === 'admin' || access === 'operator' ? api.adminKey : key;
  }

  async function run(name: RouteName, example: AnyExample): Promise<void> {
    const route: Route = ROUTES[name];
    const answer = await send(route, standIns.in(example) as AnyExample, await keyFor(route));
    const what = `${name}: ${example.summary}`;
    expect({ what, status: answer.status, problem: answer.status < 400 ? '' : answer.text }).toEqual({
      what,
      status: route.status,
      problem: '',
    });
    expect(route.output?.safeParse(answer.json).error?.issues ?? [], what).toEqual([]);
    if (route.content) expect(answer.bytes.length, what).toBeGreaterThan(0);
    // Of an answer that is text, an example shows some lines.
    if (route.content?.startsWith('text/') || route.stream?.as.startsWith('text/'))
      expect(answer.text).toContain(String(example.answer));
    if (route.location) expect(answer.headers.location, what).toBeDefined();
    standIns.learn(example.answer, answer.json);
    if (name === 'createLawyer') {
      ({ id: lawyer, api_key: key } = ROUTES.createLawyer.output.parse(answer.json));
      standIns.set(LAWYER_ID, lawyer);
    }
  }
});

test('every route has its place in that order, once', () => {
  expect(ORDER.filter(isRoute).sort()).toEqual((Object.keys(ROUTES) as RouteName[]).sort());
});

function isRoute(step: (typeof ORDER)[number]): step is RouteName {
  return step in ROUTES;
}

function send(route: Route, { params = {}, query = {}, body }: AnyExample, key: string): Promise<ApiAnswer> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, field) => encodeURIComponent(String(params[field])));
  const search = new URLSearchParams(Object.entries(query).map(([field, value]) => [field, String(value)]));
  return api.call({
    method: route.method,
    path: search.size > 0 ? `${path}?${search}` : path,
    key,
    body,
    headers: headersOf(route),
  });
}
