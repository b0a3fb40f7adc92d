import { z } from 'zod';
import { listOf } from '../entities.ts';
import { GRANT_BODY, Grant } from '../grant.ts';
import { GrantId } from '../ids.ts';
import { Page, type Route } from '../route.ts';

const OneGrant = z.strictObject({ id: GrantId });

/** What support may read. The lawyer alone gives it and takes it back. */
export const GRANT_ROUTES = {
  createGrant: {
    method: 'POST',
    path: '/v1/grants',
    summary:
      'Let a member of support read some conversations, for at most 30 days or until one of them is merged with another; each look is in the audit log',
    access: 'lawyer',
    fromOutside: false,
    resource: 'grants',
    body: z.strictObject(GRANT_BODY),
    status: 201,
    location: '/v1/grants/{id}',
    output: Grant,
    problems: ['conversation_not_found', 'staff_not_found', 'staff_not_active'],
  },
  listGrants: {
    method: 'GET',
    path: '/v1/grants',
    summary: "A lawyer's grants, or those given to a member of support, the newest first, with those that are over",
    access: 'lawyer',
    fromOutside: false,
    resource: 'grants',
    support: true,
    query: Page,
    status: 200,
    output: listOf(Grant),
    problems: ['invalid_cursor'],
  },
  getGrant: {
    method: 'GET',
    path: '/v1/grants/{id}',
    summary: 'One grant',
    access: 'lawyer',
    fromOutside: false,
    resource: 'grants',
    support: true,
    params: OneGrant,
    status: 200,
    output: Grant,
    problems: ['grant_not_found'],
  },
  revokeGrant: {
    method: 'DELETE',
    path: '/v1/grants/{id}',
    summary: 'Take a grant back at once; it stays in the list',
    access: 'lawyer',
    fromOutside: false,
    resource: 'grants',
    params: OneGrant,
    status: 204,
    output: z.undefined(),
    problems: ['grant_not_found'],
  },
} as const satisfies Record<string, Route>;
