import express, { Router } from 'express';
import { z } from 'zod';
import { type Faults, FaultsChange } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput, requireControl } from './request-guard.ts';

const ledgerQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });
const updateBody = z.strictObject({ needed: z.boolean() });

interface ControlOptions {
  ledger: Ledger;
  state: PracticeState;
  faults: Faults;
  streams: PageStreams;
  /** The routes that play the lawyer's phone and the clients' phones. */
  people: readonly Router[];
}

/** The routes that play the world around the page: its people, its weather, and the truth of what was exchanged. */
export function controlRoutes({ ledger, state, faults, streams, people }: ControlOptions): Router {
  const routes = Router();
  const json = express.json({ limit: '1mb' });
  routes.use(requireControl);

  routes.get('/health', (_request, response) => {
    response.json({ status: 'ok', cursor: state.cursor() });
  });

  routes.get('/ledger', (request, response) => {
    const { after } = parseInput(ledgerQuery, request.query);
    response.json({ entries: ledger.entries().slice(after) });
  });

  routes.get('/faults', (_request, response) => {
    response.json(faults.current());
  });

  routes.post('/faults', json, (request, response) => {
    response.json(faults.change(parseInput(FaultsChange, request.body)));
  });

  routes.post('/drop', (_request, response) => {
    streams.drop();
    response.json({});
  });

  routes.post('/update', json, (request, response) => {
    streams.sendToAll('update', parseInput(updateBody, request.body));
    response.json({});
  });

  for (const router of people) routes.use(router);
  routes.use(() => {
    throw new PracticeProblem(404, 'not_found', 'There is no such control route.');
  });
  return routes;
}
