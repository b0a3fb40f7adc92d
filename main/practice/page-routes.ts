import { Router } from 'express';
import { z } from 'zod';
import { deviceKey } from './page-caller.ts';
import type { PageStreams } from './page-streams.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';
import type { Weather } from './weather.ts';

const streamQuery = z.object({
  device: deviceKey,
  after: z.coerce.number().int().min(0),
  naming: z.enum(['phone', 'lid']).default('phone'),
});

interface PageRoutesOptions {
  streams: PageStreams;
  weather: Weather;
  /** What the real page keeps in its own database. */
  local: Router;
  /** WhatsApp's servers, out of reach without a network. */
  remote: readonly Router[];
}

/** What the stand-in page calls. */
export function pageRoutes({ streams, weather, local, remote }: PageRoutesOptions): Router {
  const routes = Router();
  routes.use(local);
  routes.use(weather.network);

  routes.get('/stream', (request, response) => {
    const { device, after, naming } = parseInput(streamQuery, request.query);
    streams.open({ device, cursor: after, naming }, response);
  });

  for (const router of remote) routes.use(router);
  routes.use(() => {
    throw new PracticeProblem(404, 'not_found', 'There is no such page route.');
  });
  return routes;
}
