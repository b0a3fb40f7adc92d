import { z } from 'zod';
import { AssignedStatus, Assignment, ClientStatus } from '../assignment.ts';
import { Client, listOf } from '../entities.ts';
import { ClientId, LawyerId } from '../ids.ts';
import type { Route } from '../route.ts';
import { PersonName, Phone } from '../values.ts';

const OneClient = z.strictObject({ id: ClientId });
const Email = z.email().max(254);
const Notes = z
  .string()
  .max(10_000, 'must be at most 10000 characters')
  .refine((text) => !text.includes('\0'), 'must not contain a NUL character')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** What a person says of clients; what WhatsApp says of them comes by itself. */
export const MANAGE_CLIENT_ROUTES = {
  createClient: {
    method: 'POST',
    path: '/v1/clients',
    summary: 'Make a client before anything is written; `existing` in the refusal names the one that has the number',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    body: z
      .strictObject({
        name: PersonName.optional(),
        phone: Phone.optional(),
        email: Email.optional(),
        notes: Notes.optional(),
        status: ClientStatus.default('lead'),
      })
      .refine(({ name, phone }) => name !== undefined || phone !== undefined, {
        path: ['phone'],
        message: 'must be given, or a name',
      }),
    status: 201,
    location: '/v1/clients/{id}',
    output: Client,
    problems: ['client_exists'],
  },
  changeClient: {
    method: 'PATCH',
    path: '/v1/clients/{id}',
    summary:
      'Change what is noted of a client, or how you stand; what is left out stays as it is. With `blocked` what waits to be sent to them is cancelled',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    body: z.strictObject({
      name: PersonName.nullable().optional(),
      email: Email.nullable().optional(),
      notes: Notes.nullable().optional(),
      status: ClientStatus.optional(),
    }),
    status: 200,
    output: Client,
    problems: ['client_not_found'],
  },
  removeClient: {
    method: 'DELETE',
    path: '/v1/clients/{id}',
    summary: 'Remove a client with whom nothing was exchanged and nothing waits; assignments end',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    status: 204,
    output: z.undefined(),
    problems: ['client_not_found', 'client_not_empty'],
  },
  addAlias: {
    method: 'POST',
    path: '/v1/clients/{id}/aliases',
    summary: 'One more number of a client; `existing` in the refusal names whose it is',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    body: z.strictObject({ phone: Phone }),
    status: 201,
    output: Client,
    problems: ['client_not_found', 'alias_taken'],
  },
  removeAlias: {
    method: 'DELETE',
    path: '/v1/clients/{id}/aliases/{alias}',
    summary: 'Take back a number that a person entered, unless something was exchanged with it',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: z.strictObject({ id: ClientId, alias: z.string().min(1).max(200) }),
    status: 204,
    output: z.undefined(),
    problems: ['client_not_found', 'alias_not_found', 'alias_in_use'],
  },
  assignClient: {
    method: 'POST',
    path: '/v1/clients/{id}/assignments',
    summary: 'Give a client to another lawyer, who gets the name and the number as an own client, and never the chat',
    access: 'lawyer',
    fromOutside: false,
    resource: 'clients',
    params: OneClient,
    body: z.strictObject({ lawyer_id: LawyerId, status: AssignedStatus.default('lead') }),
    status: 201,
    output: Assignment,
    problems: ['client_not_found', 'lawyer_not_found', 'client_not_assignable'],
  },
  listAssignments: {
    method: 'GET',
    path: '/v1/clients/{id}/assignments',
    summary: 'The other lawyers whom a client was given to',
    access: 'lawyer',
    fromOutside: false,
    resource: 'clients',
    params: OneClient,
    status: 200,
    output: listOf(Assignment),
    problems: ['client_not_found'],
  },
  unassignClient: {
    method: 'DELETE',
    path: '/v1/clients/{id}/assignments/{lawyer_id}',
    summary: 'End an assignment; what the other lawyer has of the client by then stays theirs',
    access: 'lawyer',
    fromOutside: false,
    resource: 'clients',
    params: z.strictObject({ id: ClientId, lawyer_id: LawyerId }),
    status: 204,
    output: z.undefined(),
    problems: ['client_not_found', 'assignment_not_found'],
  },
} as const satisfies Record<string, Route>;
