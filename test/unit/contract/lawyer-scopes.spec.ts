import { expect, test } from '@playwright/test';
import { LAWYER_SCOPES } from '../../../main/contract/lawyer-scopes.ts';
import type { Route } from '../../../main/contract/route.ts';
import { ROUTES } from '../../../main/contract/routes.ts';
import { scopeOf } from '../../../main/contract/scopes.ts';

test('a lawyer’s key can be limited to each scope that a route for lawyers asks for, and to no other', () => {
  const routes: readonly Route[] = Object.values(ROUTES);
  const asked = routes.filter(({ access }) => ['lawyer', 'owner', 'any'].includes(access)).map(scopeOf);
  const offered = Object.entries(LAWYER_SCOPES).flatMap(([name, doings]) => doings.map((doing) => `${name}:${doing}`));
  expect(offered.sort()).toEqual([...new Set<string>(asked)].sort());
});
