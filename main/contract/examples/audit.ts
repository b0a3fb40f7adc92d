import type { AUDIT_ROUTES } from '../routes/audit.ts';
import type { ExamplesOf } from './example.ts';
import { CONVERSATION_ID, LAWYER_ID, MORNING, OWN_KEY_ID, QUEUED_ID, REQUEST_ID } from './values.ts';

const ROW = {
  number: 1,
  at: MORNING,
  actor_role: 'lawyer' as const,
  actor: OWN_KEY_ID,
  key_id: OWN_KEY_ID,
  lawyer_id: LAWYER_ID,
  action: 'sendMessage',
  subjects: [QUEUED_ID, CONVERSATION_ID],
  request_id: REQUEST_ID,
  address: '127.0.0.1',
  outcome: 'done',
};

const HEAD = `1-${'3c9d'.repeat(16)}`;
const WHOLE = { intact: true, rows: 1, head: HEAD, first_broken: null, head_found: null };

export const AUDIT_EXAMPLES: ExamplesOf<keyof typeof AUDIT_ROUTES> = {
  listAudit: [
    { summary: 'The first page', answer: { data: [ROW], next_cursor: null } },
    {
      summary: 'What one key sent on one day',
      query: {
        actor: OWN_KEY_ID,
        action: 'sendMessage',
        since: '2026-11-27T00:00:00.000Z',
        until: '2026-11-28T00:00:00.000Z',
      },
      answer: { data: [ROW], next_cursor: null },
    },
  ],
  verifyAudit: [
    { summary: 'Nothing was changed', answer: WHOLE },
    {
      summary: 'And nothing was cut off since a head was kept',
      query: { head: HEAD },
      answer: { ...WHOLE, head_found: true },
    },
    {
      summary: 'The second row was changed, or is missing',
      answer: { ...WHOLE, intact: false, first_broken: 2 },
    },
  ],
};
