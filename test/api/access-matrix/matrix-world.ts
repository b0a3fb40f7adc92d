import type { ConversationId, LawyerId, StaffId } from '../../../main/contract/ids.ts';
import type { Route } from '../../../main/contract/route.ts';
import type { RouteName } from '../../../main/contract/routes.ts';
import { Phone } from '../../../main/contract/values.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { headersOf } from '../../support/call-api.ts';
import { CLIENT, createRouteCaller } from '../../support/route-caller.ts';
import {
  type ApiRequest,
  PASSWORD,
  startTestApi,
  type TestApi,
  type TestLawyer,
} from '../../support/start-test-api.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { GOOD_BODY } from '../bad-input/bodies.ts';
import { kindOf, pathWith, type Things, tellWebhook } from '../bad-input/world.ts';
import type { Thing } from './policy.ts';

export interface MatrixWorld {
  api: TestApi;
  lawyer: TestLawyer;
  other: TestLawyer;
  things: Record<Thing, Things>;
  /** The member of support that the first chat is granted to. */
  support: StaffId;
  /** From now on nothing that a request writes is kept: the order of the requests does not matter. */
  keepNothing(): void;
}

export async function openMatrixWorld(): Promise<MatrixWorld> {
  let isDry = false;
  const api = await startTestApi({ around: (database) => dryRuns(database, () => isDry) });
  api.broker.confirmsNothing = true;
  const lawyer = await api.addLawyer();
  const other = await api.addLawyer();
  const support = await api.addStaff('support');
  const second = await api.addStaff('support');
  const things: MatrixWorld['things'] = {
    granted: await thingsOf(api, lawyer, CLIENT, support.id),
    'not granted': await thingsOf(api, lawyer, '+4915199999991', second.id),
    'of the other lawyer': await thingsOf(api, other, CLIENT, second.id),
    'not there': {
      ...{ law: newId('law'), msg: newId('msg'), con: newId('con'), cli: newId('cli'), att: newId('att') },
      ...{ whk: newId('whk'), key: '0123456789Ab', row: '999999', stf: newId('stf'), ses: newId('ses') },
      ...{ grt: newId('grt'), tpl: newId('tpl'), evt: newId('evt'), brk: newId('brk') },
    },
  };
  await createRouteCaller(api, lawyer).use('listMessages');
  await createRouteCaller(api, lawyer).use('changeTunnel', { body: GOOD_BODY.changeTunnel });
  return { api, lawyer, other, things, support: support.id, keepNothing: () => (isDry = true) };
}

async function thingsOf(api: TestApi, lawyer: TestLawyer, phone: string, staffId: StaffId): Promise<Things> {
  const { use } = createRouteCaller(api, lawyer);
  const law: LawyerId = lawyer.lawyer.id;
  const at = api.clock.now();
  const received = await storeMessage(api.store.database, law, { phone: Phone.parse(phone), text: `to ${law}`, at });
  const file = await use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from(`of ${law} ${phone}`) });
  const sent = await use('sendMessage', { body: { to: phone, text: 'a', attachment: { id: file.id } } });
  const row = (await use('listOutbox')).data.find(({ message_id }) => message_id === sent.id);
  const hook = await use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['message.sent'] } });
  await tellWebhook(api, law, hook.id);
  const key = await use('createKey', { body: { name: 'Spare', scopes: ['keys:write'] } });
  const variants = [{ language: 'en', text: 'Hello' }];
  const template = await use('createTemplate', { body: { name: phone, variables: [], variants } });
  const broker = await use('createBroker', { body: { ...GOOD_BODY.createBroker, lawyer_id: law } });
  // What publishes has a clock of its own, and would keep trying for days of a test's.
  await use('pauseBroker', { id: broker.id });
  const staff = await api.addStaff('support');
  return {
    law,
    msg: received.id,
    con: received.conversationId,
    cli: (await use('getConversation', { conversation: received.conversationId })).client_id ?? '',
    att: file.id,
    whk: hook.id,
    key: key.id,
    tpl: template.id,
    brk: broker.id,
    row: String(row?.id),
    stf: staff.id,
    ses: (await api.openSession(staff)).id,
    grt: await grant(api, law, staffId, received.conversationId),
    evt: (await use('listEvents', { query: '?types=message.received' })).data.at(-1)?.id ?? '',
  };
}

/** Lets that person read the chat for an hour, beginning then; answers with the grant's id. */
export async function grant(
  api: TestApi,
  lawyerId: LawyerId,
  staffId: StaffId,
  conversationId: ConversationId,
  created = api.clock.now(),
): Promise<string> {
  const id = newId('grt');
  const expires = created + 60 * 60_000;
  const row = { id, lawyerId, staffId, conversationIds: [conversationId], reason: 'x', created, expires };
  await api.store.database.write((stores) => stores.grants.insert(row));
  return id;
}

/** What the route's path names, or its body where nothing can be done without it; null where that is nothing of anybody's. */
export function kindNamedBy(name: RouteName, route: Route): keyof Things | null {
  if (name === 'createGrant') return 'con';
  if (route.path.includes('{conversation}')) return 'con';
  return route.path.includes('{id}') ? kindOf(route) : null;
}

/** A request that is right in every way but, perhaps, in who makes it and about what. */
export function requestAbout(name: RouteName, route: Route, thing: Thing | null, world: MatrixWorld): ApiRequest {
  const kind = kindNamedBy(name, route);
  const path = pathWith(route, kind && thing ? world.things[thing][kind] : CLIENT);
  // What something was exchanged with is kept for another reason.
  if (name === 'removeAlias') return { method: route.method, path: path.replace(/[^/]+$/, '+4915100000009') };
  if (route.upload) return { method: route.method, path: `${path}?file_name=a.txt`, body: Buffer.from('hello') };
  const body = bodyFor(name, thing, world);
  return { method: route.method, path, headers: headersOf(route), ...(body ? { body } : {}) };
}

function bodyFor(name: RouteName, thing: Thing | null, { things, support, api, lawyer, other }: MatrixWorld): unknown {
  const good = GOOD_BODY[name];
  switch (name) {
    case 'signIn':
      return { email: 'staff1@example.org', password: PASSWORD };
    case 'createKey':
      return { name: 'Till', scopes: ['keys:write'] };
    case 'createBroker':
      return { ...good, lawyer_id: lawyer.lawyer.id };
    case 'changeKey':
      return { name: 'Till' };
    case 'mergeClients':
    case 'unmergeClients':
      return { from: things[thing ?? 'granted'].cli };
    case 'assignClient':
      return { ...good, lawyer_id: (thing === 'of the other lawyer' ? lawyer : other).lawyer.id };
    case 'previewTemplate':
      return { variables: {} };
    case 'createGrant': {
      const expires_at = new Date(api.clock.now() + 60_000).toISOString();
      return { ...good, staff_id: support, conversation_ids: [things[thing ?? 'granted'].con], expires_at };
    }
    default:
      return good;
  }
}

const NOT_KEPT = Symbol('not kept');

/** A database on which, while `isDry`, writing does all that it does and is then undone. */
function dryRuns(database: Database, isDry: () => boolean): Database {
  return {
    read: (work) => database.read(work),
    readAlong: (work) => database.readAlong(work),
    onCommitted: (listener) => database.onCommitted(listener),
    async write<Result>(work: Parameters<typeof database.write<Result>>[0]) {
      if (!isDry()) return database.write(work);
      const done: { result?: { value: Result } } = {};
      await database
        .write(async (stores) => {
          done.result = { value: await work(stores) };
          throw NOT_KEPT;
        })
        .catch((error: unknown) => {
          if (error !== NOT_KEPT) throw error;
        });
      if (!done.result) throw new Error('what was written has no result');
      return done.result.value;
    },
  };
}
