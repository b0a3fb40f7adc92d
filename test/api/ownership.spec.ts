import { expect, test } from '@playwright/test';
import { PROBLEMS, Problem } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { GOOD_BODY } from './bad-input/bodies.ts';
import { goodRequest, kindOf, openWorld, pathWith, type World } from './bad-input/world.ts';

/** Two lawyers, each with one of each thing, and the same client. */
let world: World;
let mine: RouteCaller;

test.beforeEach(async () => {
  world = await openWorld();
  mine = createRouteCaller(world.api, world.lawyer);
});

test.afterEach(() => world.api.stop());

const all = Object.keys(ROUTES) as RouteName[];
const routeOf = (name: RouteName): Route => ROUTES[name];

/** The staff are nobody's: access-matrix.spec.ts looks at who reaches them. */
const isOfTheApp = (name: RouteName): boolean => ['admin', 'session'].includes(routeOf(name).access);

/** Routes whose path names a thing of a lawyer's. */
const naming = all.filter((name) => /\{(id|conversation)\}/.test(routeOf(name).path) && !isOfTheApp(name));

const listing = [
  'listMessages',
  'listTemplates',
  'listConversations',
  'listClients',
  'listOutbox',
  'listWebhooks',
  'listKeys',
  'listGrants',
  'listAlerts',
  'listAudit',
  'listEvents',
] as const;

/** Routes that show, or act for, nobody but the key's own lawyer, whatever is asked; or that belong to no lawyer. */
const others: Partial<Record<RouteName, string>> = {
  getHealth: 'tells nothing of a lawyer',
  getMetrics: 'names nobody',
  verifyAudit: 'is of the log as a whole',
  signIn: 'is by email and password alone',
  getOwnLawyer: 'is by the key alone',
  getOwnKey: 'is by the key alone',
  createGrant: 'see what bodies name',
  createKey: 'see what bodies name',
  getLinkedFile: 'opens the file that the link was made for by whose it is, and no other',
  getStats: 'counts what is of the key’s own lawyer; see stats.spec',
  streamEvents: 'follows what listEvents lists; see event-stream.spec',
  openEventSocket: 'follows what listEvents lists; see event-socket.spec',
  createClient: 'makes a thing of the key’s own lawyer',
  createTemplate: 'makes a thing of the key’s own lawyer',
  sendMessage: 'see what bodies name',
  uploadAttachment: 'makes a thing of the key’s own lawyer',
  createWebhook: 'makes a thing of the key’s own lawyer',
  practiceScan: 'acts on the key’s own session',
  practicePair: 'acts on the key’s own session',
  practiceUnlink: 'acts on the phone of the key’s own lawyer',
  practiceWrite: 'writes to the key’s own lawyer',
  practiceRead: 'reads the chat with the key’s own lawyer',
  practiceWritten: 'reads the chat with the key’s own lawyer',
  practiceAct: 'acts in the chat with the key’s own lawyer',
  getPracticeFaults: 'is of the practice account as a whole',
  setPracticeFaults: 'is of the practice account as a whole',
};

test('every route is looked at', () => {
  const ofTheApp = all.filter(isOfTheApp);
  expect([...naming, ...listing, ...ofTheApp, ...Object.keys(others)].sort()).toEqual([...all].sort());
});

for (const name of naming) {
  test(`${name} finds what is one’s own, and nothing of another lawyer’s`, async () => {
    const { api, theirs } = world;
    const route = routeOf(name);
    const good = goodRequest(name, route, world);
    const notFound = route.problems.find((code) => PROBLEMS[code][0] === 404);
    const isUnfound = (json: unknown): boolean => {
      const problem = Problem.safeParse(json).data;
      return problem?.code === notFound && problem?.errors === undefined;
    };
    const value = route.path.includes('{id}') ? theirs[kindOf(route)] : theirs.con;
    const before = api.store.content();
    const foreign = await api.call({ ...good, path: pathWith(route, value) });
    expect([foreign.status, isUnfound(foreign.json)]).toEqual([404, true]);
    for (const id of Object.values(theirs).filter((one) => one.includes('_'))) expect(foreign.text).not.toContain(id);
    expect(api.store.content()).toBe(before);
    expect(isUnfound((await api.call(good)).json)).toBe(false);
  });
}

for (const name of listing) {
  test(`${name} lists what is one’s own, and nothing of another lawyer’s`, async () => {
    const { api, lawyer, other, mine: own, theirs } = world;
    for (const { lawyer: whose } of [lawyer, other]) {
      const alert = { lawyerId: whose.id, code: 'logged_out', subject: null, at: api.clock.now() } as const;
      await api.store.database.write((stores) => stores.alerts.raise(alert));
    }
    const { text } = await mine.answerOf(name);
    const ids = Object.values(own).filter((one) => one.includes('_'));
    expect(ids.some((id) => text.includes(id))).toBe(true);
    for (const id of Object.values(theirs).filter((one) => one.includes('_'))) expect(text).not.toContain(id);
  });
}

test('what a body names must be one’s own', async () => {
  const { api, mine: own, theirs } = world;
  const before = api.store.content();
  const cases = [
    ['sendMessage', 'conversation_not_found', { conversation_id: theirs.con, text: 'x' }],
    ['sendMessage', 'message_not_found', { to: CLIENT, text: 'x', reply_to: theirs.msg }],
    ['sendMessage', 'attachment_not_found', { to: CLIENT, attachment: { id: theirs.att } }],
    ['sendMessage', 'template_not_found', { to: CLIENT, template: { id: theirs.tpl } }],
    ['createKey', 'lawyer_not_found', { name: 'x', lawyer_id: theirs.law }],
    [
      'createGrant',
      'conversation_not_found',
      { ...GOOD_BODY.createGrant, staff_id: world.support, conversation_ids: [theirs.con] },
    ],
    ['mergeClients', 'client_not_found', { from: theirs.cli }],
    ['unmergeClients', 'not_merged', { from: theirs.cli }],
  ] as const;
  for (const [name, code, body] of cases) await mine.refusal(name, code, { id: own.cli, body });
  expect(api.store.content()).toBe(before);
});

test('the practice phones that a key plays are its own lawyer’s', async () => {
  const { api, lawyer } = world;
  await mine.use('practiceWrite', { body: { text: 'x' } });
  await mine.answerOf('practiceAct', { body: { action: 'revoke', message: '3EB0AAAA' } });
  await mine.answerOf('practiceUnlink');
  const acted = [...api.phones.written, ...api.phones.acted].map((one) => one.lawyer);
  expect([...acted, ...api.phones.unlinked]).toEqual(Array(3).fill(lawyer.lawyer.phone_number));
});

test('an administrator reads nothing of a lawyer’s work', async () => {
  const { api } = world;
  for (const name of all.filter((one) => routeOf(one).access === 'lawyer')) {
    const answer = await api.call({ ...goodRequest(name, routeOf(name), world), key: api.adminKey });
    expect([name, Problem.safeParse(answer.json).data?.code]).toEqual([name, 'insufficient_role']);
  }
});
