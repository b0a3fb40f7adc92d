import { randomBytes } from 'node:crypto';
import express, { Router } from 'express';
import { z } from 'zod';
import { isOnWhatsApp, phoneDigits } from './jid.ts';
import type { Ledger } from './ledger.ts';
import type { LinkCodes } from './link-codes.ts';
import type { PracticeChat, PracticeMessage, PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput, requireControl } from './request-guard.ts';

/** What a client's phone shows, seen by its owner. */
interface ClientPhoneMessage {
  id: string;
  /** True for what the client wrote, false for what arrived from the lawyer. */
  from_me: boolean;
  text: string;
  timestamp: number;
  status: 'delivered' | 'read';
}

const name = z.string().trim().min(1).max(100);
const phone = z.string().transform((text, context) => {
  const digits = phoneDigits(text);
  if (digits !== null) return digits;
  context.addIssue({ code: 'custom', message: 'must be 5 to 15 digits with an optional leading +' });
  return z.NEVER;
});
const scanBody = z.strictObject({ ref: z.string().min(1).max(2000), phone, name: name.optional() });
/** 65,536 characters is the longest text WhatsApp takes. */
const messageBody = z.strictObject({ text: z.string().min(1).max(65_536), name: name.optional() });
const chatPath = z.object({ account: phone, client: phone });
const accountPath = z.object({ account: phone });

/** The routes that play the people: the lawyer's phone and the clients' phones. */
export function controlRoutes(ledger: Ledger, state: PracticeState, codes: LinkCodes): Router {
  const routes = Router();
  routes.use(requireControl, express.json({ limit: '1mb' }));

  routes.get('/health', (_request, response) => {
    response.json({ status: 'ok', cursor: state.cursor() });
  });

  routes.get('/ledger', (_request, response) => {
    response.json({ entries: ledger.entries() });
  });

  routes.post('/scan', async (request, response) => {
    const body = parseInput(scanBody, request.body);
    const device = codes.deviceShowing(body.ref);
    if (device === undefined) throw new PracticeProblem(404, 'unknown_ref', 'No device shows this code now.');
    codes.forget(device);
    await ledger.append([{ kind: 'linked', account: body.phone, device, name: body.name ?? null }]);
    response.json({ account: body.phone });
  });

  routes.post('/accounts/:account/clients/:client/messages', async (request, response) => {
    const { account, client } = chatOf(request.params);
    const body = parseInput(messageBody, request.body);
    if (!isOnWhatsApp(client)) throw new PracticeProblem(404, 'not_on_whatsapp', 'This number is not on WhatsApp.');
    const timestamp = Math.floor(Date.now() / 1000);
    const id = `3A${randomBytes(9).toString('hex').toUpperCase()}`;
    await ledger.append([
      {
        kind: 'message',
        account,
        client,
        id,
        direction: 'in',
        text: body.text,
        name: body.name ?? null,
        timestamp,
        attempt: null,
      },
    ]);
    response.status(201).json({ id, timestamp });
  });

  routes.get('/accounts/:account/clients/:client/messages', (request, response) => {
    const { account, client } = chatOf(request.params);
    const chat = state.chat(account, client);
    response.json({ messages: chat?.displays.map((message) => onClientPhone(chat, message)) ?? [] });
  });

  routes.post('/accounts/:account/logout', async (request, response) => {
    const { account: number } = parseInput(accountPath, request.params);
    const account = state.account(number);
    if (!account || account.devices.size === 0) {
      throw new PracticeProblem(404, 'not_linked', 'This account has no linked device.');
    }
    const devices = [...account.devices];
    await ledger.append(devices.map((device) => ({ kind: 'unlinked', account: number, device, by: 'phone' })));
    response.json({ unlinked: devices.length });
  });

  routes.use(() => {
    throw new PracticeProblem(404, 'not_found', 'There is no such control route.');
  });
  return routes;
}

function chatOf(params: unknown): { account: string; client: string } {
  const path = parseInput(chatPath, params);
  if (path.account === path.client) {
    throw new PracticeProblem(400, 'invalid_request', 'client: must not be the account itself');
  }
  return path;
}

function onClientPhone(chat: PracticeChat, message: PracticeMessage): ClientPhoneMessage {
  const { entry } = message;
  const fromClient = entry.direction === 'in';
  const read = fromClient ? entry.seq < chat.seenUpTo : message.ack >= 3;
  const status = read ? 'read' : 'delivered';
  return { id: entry.id, from_me: fromClient, text: entry.text, timestamp: entry.timestamp, status };
}
