import { expect, test } from '@playwright/test';
import { PROBLEMS, Problem } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { scopeOf } from '../../main/contract/scopes.ts';
import { type ApiAnswer, startTestApi } from '../support/start-test-api.ts';
import { callersOf, type MatrixCaller } from './access-matrix/callers.ts';
import { kindNamedBy, type MatrixWorld, openMatrixWorld, requestAbout } from './access-matrix/matrix-world.ts';
import { POLICY, type Thing, verdict } from './access-matrix/policy.ts';

const NAMES = Object.keys(ROUTES) as RouteName[];
const THINGS: readonly Thing[] = ['granted', 'not granted', 'of the other lawyer', 'not there'];

/** Whose things a caller may be told of; of others not even an id comes back that was not sent. */
const MAY_HEAR_OF: Record<NonNullable<MatrixCaller['role']>, readonly Thing[]> = {
  lawyer: ['granted', 'not granted'],
  'other lawyer': ['of the other lawyer'],
  administrator: THINGS,
  owner: THINGS,
  support: [],
};

test('every route, asked by everybody about everything, is answered as the policy says, and tells nothing else', async () => {
  test.setTimeout(180_000);
  const world = await openMatrixWorld();
  const { api } = world;
  try {
    const callers = await callersOf(world);
    world.keepNothing();
    const before = api.store.content();
    const wrong: string[] = [];
    let calls = 0;

    async function ask(name: RouteName, caller: MatrixCaller, thing: Thing | null): Promise<void> {
      const request = requestAbout(name, ROUTES[name], thing, world);
      const answer = await api.call({ ...request, key: caller.keyFor(POLICY[name].scope) });
      calls += 1;
      const what = `${name} by ${caller.name}${thing === null ? '' : ` about what is ${thing}`}`;
      const wanted = verdict(name, caller, thing);
      const seen = outcomeOf(ROUTES[name], answer, wanted === 'not found');
      if (seen !== wanted) wrong.push(`${what}: ${seen} instead of ${wanted}`);
      const leaked = leaks(world, name, caller, answer, `${request.path} ${JSON.stringify(request.body)}`);
      if (POLICY[name].who !== 'everybody' && leaked.length > 0) wrong.push(`${what}: tells of ${leaked.join(', ')}`);
    }

    for (const name of NAMES) {
      const things = kindNamedBy(name, ROUTES[name]) ? THINGS : [null];
      const all = callers.flatMap((caller) =>
        // Whose key opens nothing is told so before anybody looks at what it is about.
        (caller.opensNothing ? things.slice(0, 1) : things).map((thing) => ask(name, caller, thing)),
      );
      await Promise.all(all);
    }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(NAMES.length * callers.length);
    expect(api.store.content()).toBe(before);
    expect(api.log.errors()).toEqual([]);
  } finally {
    await api.stop();
  }
});

test('the contract opens to support what the policy does, so that not even a refusal elsewhere is all that stands between', () => {
  const opened = NAMES.filter((name) => (ROUTES[name] as Route).support === true);
  expect(opened).toEqual(NAMES.filter((name) => POLICY[name].who === 'lawyer and support'));
  const asked = NAMES.map((name) => [name, POLICY[name].scope ?? 'none']);
  const isFree = ({ access, anyScope }: Route) => access === 'public' || access === 'session' || anyScope === true;
  expect(asked).toEqual(NAMES.map((name) => [name, isFree(ROUTES[name]) ? 'none' : scopeOf(ROUTES[name])]));
});

test('nothing of the practice account opens anything of the live one', async () => {
  const [live, practice] = [await startTestApi({ mode: 'live' }), await openMatrixWorld()];
  try {
    const { token } = await practice.api.openSession(await practice.api.addStaff('owner'));
    const before = live.store.content();
    const wrong: string[] = [];
    for (const name of NAMES.filter((one) => POLICY[one].who !== 'everybody')) {
      for (const key of [practice.lawyer.key, practice.api.adminKey, token]) {
        const answer = await live.call({ ...requestAbout(name, ROUTES[name], 'granted', practice), key });
        const code = Problem.safeParse(answer.json).data?.code;
        if (code !== 'api_key_of_other_account') wrong.push(`${name}: ${code ?? answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(live.store.content()).toBe(before);
  } finally {
    await Promise.all([live.stop(), practice.api.stop()]);
  }
});

/** `done`, or the code; `not found` for the code by which the route says that there is no such thing, where that is asked. */
function outcomeOf(route: Route, answer: ApiAnswer, asksForThing: boolean): string {
  if (answer.status === route.status) return 'done';
  const code = Problem.safeParse(answer.json).data?.code;
  const notFound = route.problems.find((one) => PROBLEMS[one][0] === 404);
  return asksForThing && code === notFound ? 'not found' : (code ?? String(answer.status));
}

/** Ids of things that the caller may not hear of, and that were not in the request. */
function leaks(
  { things }: MatrixWorld,
  name: RouteName,
  caller: MatrixCaller,
  { text }: ApiAnswer,
  sent: string,
): string[] {
  const open: Thing[] = caller.role ? [...MAY_HEAR_OF[caller.role]] : [];
  if (caller.hasGrant || (caller.hadGrant && name === 'listGrants')) open.push('granted');
  const known = new Set(open.flatMap((thing) => Object.values(things[thing])));
  return THINGS.filter((thing) => !open.includes(thing))
    .flatMap((thing) => Object.values(things[thing]))
    .filter((id) => id.length > 10 && !known.has(id) && !sent.includes(id) && text.includes(id));
}
