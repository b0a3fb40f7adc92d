import { z } from 'zod';
import { AssignedStatus, Assignment, ClientStatus } from '../assignment.ts';
import { Client, listOf } from '../entities.ts';
import { breaks } from '../faults.ts';
import { ClientId, LawyerId } from '../ids.ts';
import type { Route } from '../route.ts';
import { PersonName, Phone } from '../values.ts';

const OneClient = z.strictObject({ id: ClientId });
const Name = PersonName.describe('What the client is called.');
const Email = z.email().max(254).describe("The client's email address. Nothing is sent there.");
const Status = ClientStatus.describe('How the lawyer and the client stand. To somebody `blocked` nothing is sent.');
const Notes = z
  .string()
  .max(10_000, 'must be at most 10000 characters')
  .refine((text) => !text.includes('\0'), breaks('characters', 'must not contain a NUL character'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
  .describe('What the lawyer notes. No client sees it.');

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
        name: Name.optional(),
        phone: Phone.optional().describe('The number to write to. Needed unless there is a name.'),
        email: Email.optional(),
        notes: Notes.optional(),
        status: Status.default('lead'),
      })
      .refine(({ name, phone }) => name !== undefined || phone !== undefined, {
        path: ['phone'],
        ...breaks('missing', 'must be given, or a name'),
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
      name: Name.nullable().optional().describe('What the client is called; null: nothing.'),
      email: Email.nullable().optional().describe('Nothing is sent there; null: none.'),
      notes: Notes.nullable().optional().describe('What the lawyer notes, which no client sees; null: nothing.'),
      status: Status.optional(),
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
    body: z.strictObject({ phone: Phone.describe('The further number.') }),
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
    params: z.strictObject({
      id: ClientId,
      alias: z.string().min(1).max(200).describe('The number, as the client has it among `aliases`.'),
    }),
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
    body: z.strictObject({
      lawyer_id: LawyerId.describe('To whom.'),
      status: AssignedStatus.default('lead').describe('How that lawyer and the client stand at first.'),
    }),
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
