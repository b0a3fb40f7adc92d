import express, { Router } from 'express';
import { z } from 'zod';
import { clientOfJid, isOnWhatsApp, jidOfClient, phoneDigits } from './jid.ts';
import type { Ledger } from './ledger.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeAccount, PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';
import { history, type Quirks, snapshotFor } from './wire.ts';

/** 128 random bits, made by the page and known to it alone: it is the device's key. */
const device = z.string().regex(/^[0-9a-f]{32}$/);
const jid = z.string().max(60);
const messageId = z.string().regex(/^[0-9A-Za-z]{8,64}$/);
const streamQuery = z.object({ device, after: z.coerce.number().int().min(0) });
const deviceQuery = z.object({ device });
const historyQuery = z.object({
  device,
  chat: jid,
  direction: z.enum(['before', 'after', 'around']),
  count: z.coerce.number().int().min(0).max(100_000),
  id: messageId.optional(),
  fromMe: z.enum(['true', 'false']).optional(),
});
const sendBody = z.strictObject({ chat: jid, id: messageId, text: z.string().min(1).max(65_536), attempt: z.uuid() });
const chatBody = z.strictObject({ chat: jid });
const existsBody = z.strictObject({ phone: z.string().max(40) });

interface PageRoutesOptions {
  ledger: Ledger;
  state: PracticeState;
  streams: PageStreams;
  quirks: Quirks;
}

/** What the stand-in page calls: WhatsApp's servers, and what the real page keeps in its own database. */
export function pageRoutes({ ledger, state, streams, quirks }: PageRoutesOptions): Router {
  const routes = Router();
  /** Attempts whose entry is not durable yet: a repeated request must not overtake the first. */
  const underWay = new Map<string, Promise<number>>();
  routes.use(express.json({ limit: '1mb' }));

  async function recordAttempt(
    account: PracticeAccount,
    client: string,
    body: z.infer<typeof sendBody>,
  ): Promise<number> {
    const known = state.attempt(account.phone, body.attempt);
    if (known) return known.timestamp;
    const timestamp = Math.floor(Date.now() / 1000);
    const { id, text, attempt } = body;
    const common = { account: account.phone, client, name: account.name, timestamp };
    await ledger.append([{ kind: 'message', direction: 'out', id, text, attempt, ...common }]);
    return timestamp;
  }

  routes.get('/stream', (request, response) => {
    const query = parseInput(streamQuery, request.query);
    streams.open(query.device, query.after, response);
  });

  routes.get('/snapshot', (request, response) => {
    const query = parseInput(deviceQuery, request.query);
    response.json(snapshotFor(state, query.device, quirks));
  });

  routes.get('/history', (request, response) => {
    const query = parseInput(historyQuery, request.query);
    const account = linkedAccount(state, query.device);
    const chat = account.chats.get(knownClient(query.chat));
    const anchor = query.id === undefined ? null : { id: query.id, fromMe: query.fromMe === 'true' };
    response.json({ messages: chat ? history(chat, { ...query, anchor }) : [] });
  });

  routes.post('/messages', async (request, response) => {
    const account = linkedAccount(state, deviceHeader(request.headers));
    const body = parseInput(sendBody, request.body);
    const client = knownClient(body.chat);
    const key = `${account.phone} ${body.attempt}`;
    const recorded = underWay.get(key) ?? recordAttempt(account, client, body);
    underWay.set(key, recorded);
    const timestamp = await recorded.finally(() => underWay.delete(key));
    response.json({ t: timestamp, ack: 1 });
  });

  routes.post('/seen', async (request, response) => {
    const account = linkedAccount(state, deviceHeader(request.headers));
    const { chat } = parseInput(chatBody, request.body);
    const client = knownClient(chat);
    if ((account.chats.get(client)?.unread ?? 0) > 0) {
      await ledger.append([{ kind: 'seen', account: account.phone, client }]);
    }
    response.json({});
  });

  routes.post('/exists', (request, response) => {
    linkedAccount(state, deviceHeader(request.headers));
    const { phone } = parseInput(existsBody, request.body);
    const client = phoneDigits(phone);
    response.json({ chat: client !== null && isOnWhatsApp(client) ? jidOfClient(client) : null });
  });

  routes.post('/logout', async (request, response) => {
    const id = deviceHeader(request.headers);
    const account = linkedAccount(state, id);
    await ledger.append([{ kind: 'unlinked', account: account.phone, device: id, by: 'device' }]);
    response.json({});
  });

  routes.post('/code', (request, response) => {
    streams.renewCode(deviceHeader(request.headers));
    response.json({});
  });

  routes.use(() => {
    throw new PracticeProblem(404, 'not_found', 'There is no such page route.');
  });
  return routes;
}

function deviceHeader(headers: Record<string, unknown>): string {
  return parseInput(device, headers['x-practice-device']);
}

function linkedAccount(state: PracticeState, id: string): PracticeAccount {
  const account = state.accountOfDevice(id);
  if (!account) throw new PracticeProblem(401, 'not_linked', 'This device is not linked.');
  return account;
}

function knownClient(chat: string): string {
  const client = clientOfJid(chat);
  if (client === null || !isOnWhatsApp(client)) {
    throw new PracticeProblem(404, 'unknown_chat', 'There is no such chat on WhatsApp.');
  }
  return client;
}
