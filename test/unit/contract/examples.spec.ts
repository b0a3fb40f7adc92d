import { expect, test } from '@playwright/test';
import type { z } from 'zod';
import { type AnyExample, EXAMPLES } from '../../../main/contract/examples.ts';
import type { Route } from '../../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../../main/contract/routes.ts';

for (const name of Object.keys(ROUTES) as RouteName[]) {
  test(`the examples of ${name} are what its own schemas take`, () => {
    const route: Route = ROUTES[name];
    const examples: readonly AnyExample[] = EXAMPLES[name];
    expect(examples.length).toBeGreaterThan(0);
    for (const { summary, params, query, body, answer } of examples) {
      expect(summary).not.toBe('');
      if (route.params) takes(route.params, params);
      if (route.query) takes(route.query, query ?? {});
      if (route.body) takes(route.body, body);
      if (route.output) takes(route.output, answer);
      // Nothing is shown that the schema would drop.
      if (route.output && answer !== undefined) expect(route.output.parse(answer)).toEqual(answer);
    }
  });
}

function takes(schema: z.ZodType, value: unknown): void {
  const result = schema.safeParse(value);
  expect(result.error?.issues ?? [], JSON.stringify(value)).toEqual([]);
}
