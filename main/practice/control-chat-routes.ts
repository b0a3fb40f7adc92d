import { randomBytes } from 'node:crypto';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { PracticeAction } from '../contract/practice.ts';
import { accountPhoneMessages, clientPhoneMessages } from './client-phone-view.ts';
import { accountOf, chatOf, clientOf, phone } from './control-paths.ts';
import { isOnWhatsApp, jidOfPerson } from './jid.ts';
import type { Ledger } from './ledger.ts';
import type { FactOf, LedgerFact } from './ledger-entry.ts';
import type { MediaStore } from './media-store.ts';
import { aboutOf } from './outgoing.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeMessage } from './practice-chat.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';
import { Seed, seedMessages } from './seed-messages.ts';
import { contentOf, newPhoneMessageId, WrittenMessage } from './written-message.ts';

const inChatBody = WrittenMessage.extend({ from: phone.optional(), subject: z.string().min(1).max(200).optional() });
const manyBody = z.strictObject({
  messages: z
    .array(WrittenMessage.extend({ client: phone }))
    .min(1)
    .max(5_000),
});
const presenceBody = z.strictObject({
  state: z.enum(['composing', 'recording', 'paused', 'available', 'unavailable']),
});

interface ControlChatOptions {
  ledger: Ledger;
  state: PracticeState;
  media: MediaStore;
  streams: PageStreams;
}

/** A file of 20 MB in base64, and some more. */
const writeLimit = '24mb';

/** The simulated people: they write, edit, react, and look at their phones. */
export function controlChatRoutes({ ledger, state, media, streams }: ControlChatOptions): Router {
  const routes = Router();
  const json: RequestHandler = express.json({ limit: writeLimit });

  async function fromClient(account: string, client: string, written: WrittenMessage): Promise<FactOf<'message'>> {
    if (!isOnWhatsApp(client)) throw new PracticeProblem(404, 'not_on_whatsapp', 'This number is not on WhatsApp.');
    const content = await contentOf(written, state.chat(account, client), media);
    const base = { kind: 'message', account, client, direction: 'in', id: newPhoneMessageId(), attempt: null } as const;
    return { ...base, name: written.name ?? null, ...content };
  }

  routes.post('/accounts/:account/clients/:client/messages', json, async (request, response) => {
    const { account, client } = clientOf(request.params);
    const fact = await fromClient(account, client, parseInput(WrittenMessage, request.body));
    await ledger.append([fact]);
    response.status(201).json({ id: fact.id, timestamp: fact.timestamp });
  });

  routes.post('/accounts/:account/messages', json, async (request, response) => {
    const account = accountOf(request.params);
    const { messages } = parseInput(manyBody, request.body);
    const facts: LedgerFact[] = [];
    for (const { client, ...written } of messages) facts.push(await fromClient(account, client, written));
    await ledger.append(facts);
    response.status(201).json({ ids: facts.map((fact) => ('id' in fact ? fact.id : '')) });
  });

  routes.get('/accounts/:account/clients/:client/messages', (request, response) => {
    const { account, client } = clientOf(request.params);
    const chat = state.chat(account, client);
    response.json({ messages: chat ? clientPhoneMessages(chat) : [], lawyer: chat?.lawyerPresence ?? null });
  });

  routes.post('/accounts/:account/clients/:client/act', json, async (request, response) => {
    const { account, client } = clientOf(request.params);
    const action = parseInput(PracticeAction, request.body);
    const message = state.chat(account, client)?.find(action.message);
    if (!message) throw new PracticeProblem(404, 'unknown_message', 'There is no such message on this phone.');
    await ledger.append([actOf(action, message)]);
    response.status(201).json({});
  });

  routes.post('/accounts/:account/clients/:client/presence', json, (request, response) => {
    const { account, client } = clientOf(request.params);
    const { state: presence } = parseInput(presenceBody, request.body);
    for (const device of state.account(account)?.devices ?? []) {
      streams.sendTo(device, 'presence', {
        jids: [jidOfPerson(client, 'phone'), jidOfPerson(client, 'lid')],
        state: presence,
      });
    }
    response.json({});
  });

  routes.post('/accounts/:account/clients/:client/seen', async (request, response) => {
    const { account, client } = clientOf(request.params);
    await ledger.append([{ kind: 'seen', account, client }]);
    response.json({});
  });

  routes.post('/accounts/:account/clients/:client/outbound', json, async (request, response) => {
    const { account, client } = clientOf(request.params);
    const written = parseInput(WrittenMessage, request.body);
    const content = await contentOf(written, state.chat(account, client), media);
    const id = newPhoneMessageId();
    const name = state.account(account)?.name ?? null;
    await ledger.append([{ kind: 'message', account, client, direction: 'out', id, attempt: null, name, ...content }]);
    response.status(201).json({ id, timestamp: content.timestamp });
  });

  routes.post('/accounts/:account/chats/:chat/messages', json, async (request, response) => {
    const { account, chat, kind } = chatOf(request.params);
    const { from, subject, ...written } = parseInput(inChatBody, request.body);
    // In one's own broadcast list one writes oneself, and to it alone.
    const isOwn = kind === 'broadcast' || from === account;
    if (!isOwn && kind !== 'newsletter' && from === undefined) {
      throw new PracticeProblem(400, 'invalid_request', 'from: is needed, somebody must write it');
    }
    const content = await contentOf(written, state.chat(account, chat), media);
    const id = newPhoneMessageId();
    const base = { kind: 'message', account, chat, direction: isOwn ? 'out' : 'in', id, attempt: null } as const;
    const named = { name: written.name ?? null, ...(subject === undefined ? {} : { subject }) };
    await ledger.append([{ ...base, client: from ?? account, ...named, ...content }]);
    response.status(201).json({ id, timestamp: content.timestamp });
  });

  routes.get('/accounts/:account/chats/:chat/messages', (request, response) => {
    const { account, chat } = chatOf(request.params);
    const known = state.chat(account, chat);
    response.json({ messages: known ? accountPhoneMessages(known) : [] });
  });

  routes.post('/accounts/:account/seed', json, async (request, response) => {
    const account = accountOf(request.params);
    const seed = parseInput(Seed, request.body);
    response.status(201).json({ messages: await seedMessages(account, seed, ledger, media), chats: seed.chats });
  });

  routes.get('/media/:sha256', async (request, response) => {
    const sha256 = parseInput(z.string().regex(/^[0-9a-f]{64}$/), request.params.sha256);
    if ((await media.size(sha256)) === null) throw new PracticeProblem(404, 'unknown_media', 'There is no such file.');
    response.type('application/octet-stream').send(await media.read(sha256));
  });

  return routes;
}

/** What a client does to a message on its phone, as a fact. */
function actOf(action: PracticeAction, message: PracticeMessage): LedgerFact {
  const about = { ...aboutOf(message), by: 'client' as const, timestamp: Date.now(), attempt: null };
  const isTheirs = message.entry.direction === 'in';
  const ownOnly = new PracticeProblem(409, 'not_own_message', 'A client can only edit or take back what it wrote.');
  switch (action.action) {
    case 'edit':
      if (!isTheirs || message.revoke) throw ownOnly;
      return { kind: 'edit', ...about, edit_id: newPhoneMessageId(), text: action.text };
    case 'revoke':
      if (!isTheirs || message.revoke) throw ownOnly;
      return { kind: 'revoke', ...about, revoke_id: newPhoneMessageId() };
    case 'react':
      return {
        kind: 'reaction',
        ...about,
        reaction_id: `3A${randomBytes(9).toString('hex').toUpperCase()}`,
        emoji: action.emoji,
      };
    case 'play':
      if (isTheirs || message.entry.type !== 'voice') {
        throw new PracticeProblem(409, 'not_a_voice_note', 'Only a voice note of the lawyer can be played.');
      }
      return { kind: 'ack', ...aboutOf(message), ack: 4 };
  }
}
