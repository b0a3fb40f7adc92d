import type { KEY_ROUTES } from '../routes/keys.ts';
import type { ExamplesOf } from './example.ts';
import { KEY_ID, LAWYER_ID, MORNING, NEW_YEAR, NEXT_KEY_ID, NOON, OWN_KEY_ID } from './values.ts';

const KEY = {
  id: KEY_ID,
  name: 'Website',
  role: 'lawyer' as const,
  lawyer_id: LAWYER_ID,
  scopes: ['messages:write' as const, 'conversations:read' as const],
  created_at: MORNING,
  created_by: OWN_KEY_ID,
  expires_at: NEW_YEAR,
  last_used_at: null,
  revoked_at: null,
  replaced_by: null,
};
const NEXT = { ...KEY, id: NEXT_KEY_ID, created_at: NOON };

/** As long as a key's secret and checksum are. */
const SECRET = 'x'.repeat(49);

export const KEY_EXAMPLES: ExamplesOf<keyof typeof KEY_ROUTES> = {
  createKey: [
    {
      summary: 'A key that can send and read chats until the new year; its text is shown this once',
      body: { name: KEY.name, scopes: KEY.scopes, expires_at: KEY.expires_at },
      answer: { ...KEY, api_key: `lx_test_${KEY_ID}_${SECRET}` },
    },
  ],
  listKeys: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [KEY], next_cursor: null } }],
  getOwnKey: [
    {
      summary: 'Which key this is',
      answer: { ...KEY, id: OWN_KEY_ID, name: 'First key', scopes: null, created_by: null, expires_at: null },
    },
  ],
  getKey: [{ summary: 'One key', params: { id: KEY_ID }, answer: KEY }],
  changeKey: [
    {
      summary: 'It does not expire any more',
      params: { id: KEY_ID },
      body: { expires_at: null },
      answer: { ...KEY, expires_at: null },
    },
  ],
  rotateKey: [
    {
      summary: 'Both keys work for another hour',
      params: { id: KEY_ID },
      body: { overlap_seconds: 3600 },
      answer: { ...NEXT, api_key: `lx_test_${NEXT_KEY_ID}_${SECRET}` },
    },
  ],
  revokeKey: [{ summary: 'End it at once', params: { id: KEY_ID } }],
};
