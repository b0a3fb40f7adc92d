import { setTimeout as pause } from 'node:timers/promises';
import express, { Router } from 'express';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { chatKeyOf, type OutgoingTray, placeOf } from './outgoing.ts';
import { deviceOf, linkedAccount } from './page-caller.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeMessage } from './practice-chat.ts';
import type { PracticeAccount, PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

/** Each item is parsed by itself, so that a bad one never takes the good ones with it. */
const outgoingBody = z.strictObject({ items: z.array(z.unknown()).min(1).max(200) });
const chatBody = z.strictObject({ chat: z.string().max(60) });
const presenceBody = chatBody.extend({ state: z.enum(['composing', 'recording', 'paused']) });

/** How long WhatsApp takes with `sends: slow`, in milliseconds. */
const slowMs = 2_500;

interface PageOutgoingOptions {
  ledger: Ledger;
  state: PracticeState;
  streams: PageStreams;
  faults: Faults;
  tray: OutgoingTray;
}

/** What the lawyer's device tells WhatsApp: messages and changes, what was read, and that somebody types. */
export function pageOutgoingRoutes({ ledger, state, streams, faults, tray }: PageOutgoingOptions): Router {
  const routes = Router();
  const json = express.json({ limit: '20mb' });

  async function resultOf(account: PracticeAccount, device: string, item: unknown) {
    const { sends } = faults.current();
    if (sends === 'refused') return { error: 'refused' };
    if (sends === 'pending') return { held: true };
    try {
      const entry = await tray.take(account, item);
      if (sends !== 'answer_lost') return answerTo(entry, state.message(entry.seq));
      streams.mute(device, entry.seq);
      return { lost: true };
    } catch (error) {
      if (error instanceof PracticeProblem) return { error: error.code };
      throw error;
    }
  }

  routes.post('/outgoing', json, async (request, response) => {
    const device = deviceOf(request.headers);
    const account = linkedAccount(state, device);
    const { items } = parseInput(outgoingBody, request.body);
    if (faults.current().sends === 'slow') await pause(slowMs);
    response.json({ results: await Promise.all(items.map((item) => resultOf(account, device, item))) });
  });

  routes.post('/seen', json, async (request, response) => {
    const account = linkedAccount(state, deviceOf(request.headers));
    const { chat } = parseInput(chatBody, request.body);
    const known = account.chats.get(chatKeyOf(chat));
    if (known && known.unread > 0) {
      const place =
        known.kind === 'person' ? placeOf(account, chat) : { account: account.phone, client: account.phone, chat };
      await ledger.append([{ kind: 'seen', ...place }]);
    }
    response.json({});
  });

  routes.post('/presence', json, async (request, response) => {
    const account = linkedAccount(state, deviceOf(request.headers));
    const { chat, state: presence } = parseInput(presenceBody, request.body);
    await ledger.append([{ kind: 'presence', ...placeOf(account, chat), state: presence }]);
    response.json({});
  });

  return routes;
}

/** When WhatsApp took it, in seconds, and what has become of a message since: an attempt may be asked for again later. */
function answerTo(entry: LedgerEntry, message: PracticeMessage | undefined): { t: number; ack: number } {
  const t = entry.kind === 'message' ? entry.timestamp : Math.floor(entry.at / 1000);
  return { t, ack: message?.ack ?? 1 };
}
