import type { GRANT_ROUTES } from '../routes/grants.ts';
import type { ExamplesOf } from './example.ts';
import { CONVERSATION_ID, GRANT_ID, LAWYER_ID, NEXT_WEEK, NOON, SUPPORT_ID } from './values.ts';

const BODY = {
  staff_id: SUPPORT_ID,
  conversation_ids: [CONVERSATION_ID],
  expires_at: NEXT_WEEK,
  reason: 'A file of this client does not open',
};
const GRANT = { id: GRANT_ID, lawyer_id: LAWYER_ID, ...BODY, created_at: NOON, revoked_at: null };

export const GRANT_EXAMPLES: ExamplesOf<keyof typeof GRANT_ROUTES> = {
  createGrant: [{ summary: 'One conversation, until next week', body: BODY, answer: GRANT }],
  listGrants: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [GRANT], next_cursor: null } }],
  getGrant: [{ summary: 'One grant', params: { id: GRANT_ID }, answer: GRANT }],
  revokeGrant: [{ summary: 'It is mended', params: { id: GRANT_ID } }],
};
