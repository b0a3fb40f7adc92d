import type { MANAGE_CLIENT_ROUTES } from '../routes/manage-clients.ts';
import { CLIENT } from './conversations.ts';
import type { ExamplesOf } from './example.ts';
import { CLIENT_ID, COLLEAGUE_ID, NEW_CLIENT_ID, NOON, SECOND_PHONE } from './values.ts';

const params = { id: CLIENT_ID };
const NEW_PHONE = '+4915100000001';

const ASSIGNMENT = { lawyer_id: COLLEAGUE_ID, status: 'lead' as const, created_at: NOON, updated_at: NOON };

function entered(value: string) {
  return { kind: 'phone' as const, value, source: 'api', first_seen_at: NOON, last_seen_at: NOON };
}

export const MANAGE_CLIENT_EXAMPLES: ExamplesOf<keyof typeof MANAGE_CLIENT_ROUTES> = {
  createClient: [
    {
      summary: 'Somebody who has called, and not written yet',
      body: {
        name: 'Ben Weber',
        phone: NEW_PHONE,
        email: 'ben@weber.example',
        notes: 'Met on Monday.',
        status: 'lead',
      },
      answer: {
        ...CLIENT,
        id: NEW_CLIENT_ID,
        name: 'Ben Weber',
        phone: NEW_PHONE,
        email: 'ben@weber.example',
        notes: 'Met on Monday.',
        conversation_id: null,
        aliases: [entered(NEW_PHONE)],
        created_at: NOON,
        updated_at: NOON,
      },
    },
  ],
  changeClient: [
    {
      summary: 'The case is taken',
      params,
      body: { status: 'active', notes: 'Power of attorney signed.' },
      answer: { ...CLIENT, status: 'active', notes: 'Power of attorney signed.', updated_at: NOON },
    },
  ],
  removeClient: [{ summary: 'Made by mistake', params: { id: NEW_CLIENT_ID } }],
  addAlias: [
    {
      summary: 'A second number',
      params,
      body: { phone: SECOND_PHONE },
      answer: { ...CLIENT, aliases: [...CLIENT.aliases, entered(SECOND_PHONE)], updated_at: NOON },
    },
  ],
  removeAlias: [{ summary: 'It was somebody else’s', params: { ...params, alias: SECOND_PHONE } }],
  assignClient: [
    {
      summary: 'A colleague takes over',
      params,
      body: { lawyer_id: COLLEAGUE_ID, status: 'lead' },
      answer: ASSIGNMENT,
    },
  ],
  listAssignments: [{ summary: 'To one colleague', params, answer: { data: [ASSIGNMENT], next_cursor: null } }],
  unassignClient: [{ summary: 'No more', params: { ...params, lawyer_id: COLLEAGUE_ID } }],
};
