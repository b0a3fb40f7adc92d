import { z } from 'zod';
import { Alert, Health, listOf } from '../entities.ts';
import { Page, type Route } from '../route.ts';

/** Watching over the app as a whole. */
export const OPERATION_ROUTES = {
  getHealth: {
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the app works, and what its owner should know',
    access: 'public',
    fromOutside: true,
    resource: 'operations',
    status: 200,
    output: Health,
    problems: [],
  },
  getMetrics: {
    method: 'GET',
    path: '/v1/metrics',
    summary: "Counters and gauges as Prometheus' text; no label names a person",
    access: 'operator',
    fromOutside: false,
    resource: 'operations',
    status: 200,
    content: 'text/plain',
    problems: [],
  },
  listAlerts: {
    method: 'GET',
    path: '/v1/alerts',
    summary: 'What a person should look at, the newest first; with open=true what is not over, all of it at once',
    access: 'any',
    fromOutside: true,
    resource: 'operations',
    query: Page.extend({
      open: z
        .enum(['true', 'false'])
        .default('false')
        .describe('`true`: only what is not over, all of it on one page.'),
    }),
    status: 200,
    output: listOf(Alert),
    problems: ['invalid_cursor'],
  },
} as const satisfies Record<string, Route>;
