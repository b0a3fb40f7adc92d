import { z } from 'zod';
import { Lawyer } from '../entities.ts';
import { LawyerId } from '../ids.ts';
import type { Route } from '../route.ts';
import { PersonName, Phone } from '../values.ts';

const OneLawyer = z.strictObject({ id: LawyerId });

/** What becomes of a lawyer after the first day. */
export const MANAGE_LAWYER_ROUTES = {
  changeLawyer: {
    method: 'PATCH',
    path: '/v1/lawyers/{id}',
    summary:
      'Change a lawyer; what is left out stays as it is. Another phone number, which only an administrator may give, must be linked anew',
    access: 'owner',
    fromOutside: false,
    resource: 'lawyers',
    params: OneLawyer,
    body: z.strictObject({
      name: PersonName.optional().describe('What the lawyer is called.'),
      email: z.email().max(254).optional().describe('Unique among lawyers, whatever its case.'),
      phone_number: Phone.optional().describe(
        'Another number: an administrator alone gives it, and it must be linked anew.',
      ),
    }),
    status: 200,
    output: Lawyer,
    problems: ['lawyer_not_found', 'insufficient_role', 'email_taken', 'phone_taken'],
  },
  activateLawyer: {
    method: 'POST',
    path: '/v1/lawyers/{id}/activate',
    summary: 'Open the lawyer’s WhatsApp page again; what is queued is sent',
    access: 'admin',
    fromOutside: false,
    resource: 'lawyers',
    params: OneLawyer,
    status: 200,
    output: Lawyer,
    problems: ['lawyer_not_found'],
  },
  deactivateLawyer: {
    method: 'POST',
    path: '/v1/lawyers/{id}/deactivate',
    summary:
      'Close the lawyer’s WhatsApp page: nothing is received or sent, what is queued waits, and nothing more is queued',
    access: 'admin',
    fromOutside: false,
    resource: 'lawyers',
    params: OneLawyer,
    status: 200,
    output: Lawyer,
    problems: ['lawyer_not_found'],
  },
  removeLawyer: {
    method: 'DELETE',
    path: '/v1/lawyers/{id}',
    summary:
      'Remove a lawyer who is not active and never had clients or conversations, with keys, webhooks and this machine’s log-in to WhatsApp',
    access: 'admin',
    fromOutside: false,
    resource: 'lawyers',
    params: OneLawyer,
    status: 204,
    output: z.undefined(),
    problems: ['lawyer_not_found', 'lawyer_active', 'lawyer_not_empty'],
  },
} as const satisfies Record<string, Route>;
