import { setTimeout as pause } from 'node:timers/promises';
import { Router } from 'express';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { history } from './history.ts';
import type { LidKnowledge } from './lid-knowledge.ts';
import { chatKeyOf } from './outgoing.ts';
import { deviceKey, linkedAccount } from './page-caller.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';
import { snapshotFor } from './snapshot.ts';
import { createWire } from './wire-message.ts';

const naming = z.enum(['phone', 'lid']);
const snapshotQuery = z.object({ device: deviceKey });
const historyQuery = z.object({
  device: deviceKey,
  naming,
  chat: z.string().max(60),
  direction: z.enum(['before', 'after', 'around']),
  count: z.coerce.number().int().min(0).max(100_000),
  id: z
    .string()
    .regex(/^[0-9A-Za-z]{8,64}$/)
    .optional(),
  fromMe: z.enum(['true', 'false']).optional(),
  calls: z.enum(['true', 'false']).default('false'),
});

interface PageLocalOptions {
  state: PracticeState;
  faults: Faults;
  lids: LidKnowledge;
  streams: PageStreams;
}

/** What the real page keeps in its own database: it is there without a network, too. */
export function pageLocalRoutes({ state, faults, lids, streams }: PageLocalOptions): Router {
  const routes = Router();
  let asked = 0;

  routes.get('/snapshot', (request, response) => {
    const { device } = parseInput(snapshotQuery, request.query);
    const snapshot = snapshotFor(state, device, faults.current(), lids, Date.now());
    streams.unmute(device);
    const account = state.accountOfDevice(device);
    if (account && snapshot.naming === 'lid') {
      for (const chat of account.chats.values()) if (chat.kind === 'person') lids.meet(account.phone, chat.key);
    }
    response.json(snapshot);
  });

  routes.get('/history', async (request, response) => {
    const query = parseInput(historyQuery, request.query);
    const account = linkedAccount(state, query.device);
    const { history_pause_ms, history_patchy } = faults.current();
    if (history_pause_ms > 0) await pause(history_pause_ms);
    asked += 1;
    if (history_patchy && asked % 4 === 0) {
      throw new PracticeProblem(503, 'history_failed', 'The messages could not be read at this try.');
    }
    const count = history_patchy && query.count > 1 ? Math.ceil(query.count / 2) : query.count;
    const anchor = query.id === undefined ? null : { id: query.id, fromMe: query.fromMe === 'true' };
    const { direction } = query;
    const chat = account.chats.get(chatKeyOf(query.chat));
    const found = chat ? history(chat, { anchor, direction, count, calls: query.calls === 'true' }) : null;
    response.json({
      messages: found?.map(createWire(state, query.naming).message) ?? [],
      found: found !== null,
    });
  });

  return routes;
}
