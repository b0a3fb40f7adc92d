import { expect } from '@playwright/test';
import type { EventId, LawyerId, StaffId, WebhookId } from '../../../main/contract/ids.ts';
import type { Route } from '../../../main/contract/route.ts';
import type { RouteName } from '../../../main/contract/routes.ts';
import { Phone } from '../../../main/contract/values.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { headersOf } from '../../support/call-api.ts';
import { CLIENT, createRouteCaller } from '../../support/route-caller.ts';
import {
  type ApiRequest,
  type KeptApi,
  startTestApi,
  type TestApi,
  type TestLawyer,
} from '../../support/start-test-api.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { GOOD_BODY } from './bodies.ts';

/** One of each thing that a path can name, of one lawyer. */
export interface Things {
  law: string;
  msg: string;
  con: string;
  cli: string;
  att: string;
  whk: string;
  tpl: string;
  /** A message broker: an administrator’s. */
  brk: string;
  /** An API key that was never used. */
  key: string;
  /** A row of the outbox. */
  row: string;
  /** A member of staff; they are nobody’s, and `theirs` is not there any more. */
  stf: string;
  ses: string;
  grt: string;
  /** An event. */
  evt: string;
}

export interface World {
  api: TestApi;
  lawyer: TestLawyer;
  other: TestLawyer;
  /** A key of the right form and kind for live, stored, that must not work in practice. */
  liveKey: string;
  mine: Things;
  theirs: Things;
  /** The token of an owner’s session. */
  session: string;
  /** A member of support. */
  support: StaffId;
}

/** What every world begins as. */
let first: Promise<Omit<World, 'api'> & { from: KeptApi }> | undefined;

/** The first of a process is made by calls to its API; each is an API of its own on a copy of that. */
export async function openWorld(): Promise<World> {
  first ??= makeFirst();
  const { from, ...world } = await first;
  const api = await startTestApi({ from });
  api.broker.confirmsNothing = true;
  return { api, ...world };
}

async function makeFirst(): Promise<Omit<World, 'api'> & { from: KeptApi }> {
  const api = await startTestApi();
  api.broker.confirmsNothing = true;
  const lawyer = await api.addLawyer();
  const other = await api.addLawyer();
  const foreign = makeApiKey(
    'live',
    { role: 'lawyer', lawyerId: lawyer.lawyer.id },
    { name: 'x', at: api.clock.now() },
  );
  await api.store.database.write((stores) => stores.apiKeys.insert(foreign.key));
  const owner = await api.addStaff('owner');
  const { token: session, id: ses } = await api.openSession(owner);
  const support = await api.addStaff('support');
  const mine = { ...(await thingsOf(api, lawyer, support.id)), stf: owner.id, ses };
  const theirs = { ...(await thingsOf(api, other, support.id)), stf: newId('stf'), ses: newId('ses') };
  // All of it is in the search index from now on, so that no later question has to take it in.
  await createRouteCaller(api, lawyer).use('listMessages');
  await createRouteCaller(api, lawyer).use('changeTunnel', { body: { provider: 'cloudflared' } });
  const from = await api.keep();
  await api.stop();
  return { from, lawyer, other, liveKey: foreign.text, mine, theirs, session, support: support.id };
}

async function thingsOf(api: TestApi, lawyer: TestLawyer, staffId: StaffId): Promise<Omit<Things, 'stf' | 'ses'>> {
  const { use } = createRouteCaller(api, lawyer);
  const { id: law } = lawyer.lawyer;
  const at = api.clock.now();
  const received = await storeMessage(api.store.database, law, { phone: Phone.parse(CLIENT), at });
  await use('sendMessage', { body: { to: CLIENT, text: 'a' } });
  const [row] = (await use('listOutbox')).data;
  const [client] = (await use('listClients')).data;
  const file = await use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from(`of ${law}`) });
  const hook = await use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['message.sent'] } });
  await tellWebhook(api, law, hook.id);
  const template = await use('createTemplate', {
    body: { name: 'Greeting', variables: ['name'], variants: [{ language: 'de', text: 'Hallo {{name}}' }] },
  });
  const broker = await use('createBroker', { body: { ...GOOD_BODY.createBroker, lawyer_id: law } });
  // What publishes has a clock of its own, and would keep trying for days of a test's.
  await use('pauseBroker', { id: broker.id });
  const key = await use('createKey', { body: { name: 'Spare' } });
  const expires = new Date(at + 24 * 60 * 60_000).toISOString();
  const granted = { staff_id: staffId, conversation_ids: [received.conversationId], expires_at: expires, reason: 'x' };
  const grant = await use('createGrant', { body: granted });
  const [event] = (await use('listEvents')).data;
  expect([row, client, event].every(Boolean)).toBe(true);
  return {
    law,
    msg: received.id,
    con: received.conversationId,
    cli: client?.id ?? '',
    att: file.id,
    whk: hook.id,
    tpl: template.id,
    brk: broker.id,
    key: key.id,
    grt: grant.id,
    row: String(row?.id ?? ''),
    evt: event?.id ?? '',
  };
}

/** What a route's `{id}` names. */
export function kindOf(route: Route): keyof Things {
  const kinds = {
    lawyers: 'law',
    messages: 'msg',
    clients: 'cli',
    attachments: 'att',
    events: 'evt',
    webhooks: 'whk',
    templates: 'tpl',
    outbox: 'row',
    keys: 'key',
    staff: 'stf',
    grants: 'grt',
    brokers: 'brk',
  };
  if (route.path.startsWith('/v1/staff/sessions')) return 'ses';
  const [, , resource = ''] = route.path.split('/');
  return (kinds as Record<string, keyof Things>)[resource] ?? 'law';
}

/** What was told to each webhook. */
const EVENT_TO = new Map<string, EventId>();

/** Something happens that the webhook is told of; answers with the event's id. */
export function tellWebhook(api: TestApi, lawyerId: LawyerId, webhookId: WebhookId): Promise<EventId> {
  const at = api.clock.now();
  return api.store.database.write(async (stores) => {
    const event = { id: newId('evt', at), type: 'session.ready', lawyer_id: lawyerId, at } as const;
    const none = { conversation_id: null, message_id: null, client_id: null };
    const { cursor } = await stores.events.append({ ...event, ...none });
    const delivery = { webhookId, lawyerId, eventId: event.id, cursor, conversationId: null, payload: '{}', at };
    await stores.webhookQueue.enqueue(delivery);
    EVENT_TO.set(webhookId, event.id);
    return event.id;
  });
}

/** The id of nobody. */
const NO_LAWYER = newId('law');
const NO_EVENT = newId('evt');

/** A path of the route in which the part that varies, or the first of them, is `value`. */
export function pathWith(route: Route, value: string): string {
  return route.path
    .replace(/\{\w+\}/, value)
    .replace('{event_id}', EVENT_TO.get(value) ?? NO_EVENT)
    .replace('{alias}', CLIENT)
    .replace('{lawyer_id}', NO_LAWYER);
}

/** Of whom the route is for. */
export function keyFor({ access }: Route, { api, lawyer, session }: World): string {
  if (access === 'session') return session;
  return access === 'admin' || access === 'operator' ? api.adminKey : lawyer.key;
}

/** A request that the route would take, by whom it belongs to. */
export function goodRequest(name: RouteName, route: Route, world: World): ApiRequest {
  const value = route.path.includes('{id}') ? world.mine[kindOf(route)] : CLIENT;
  const key = keyFor(route, world);
  const path = pathWith(route, value);
  if (route.upload) return { method: route.method, path: `${path}?file_name=a.txt`, key, body: Buffer.from('hello') };
  const body = GOOD_BODY[name];
  return { method: route.method, path, key, headers: headersOf(route), ...(body ? { body } : {}) };
}
