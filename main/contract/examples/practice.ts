import { ORDINARY_DAY } from '../ordinary-day.ts';
import type { PRACTICE_ROUTES } from '../routes/practice.ts';
import type { ExamplesOf } from './example.ts';
import { CLIENT_PHONE, LAWYER_PHONE, MORNING, NOON } from './values.ts';

const params = { phone: CLIENT_PHONE };

/** WhatsApp's id, as the simulated phones know it. */
const WRITTEN = '3EB0C767D82B0A17F7A2';

export const PRACTICE_EXAMPLES: ExamplesOf<keyof typeof PRACTICE_ROUTES> = {
  practiceScan: [
    { summary: "The lawyer's own phone scans", answer: { scanned: true } },
    { summary: 'That phone scans', body: { phone: LAWYER_PHONE }, answer: { scanned: true } },
  ],
  practicePair: [{ summary: "Typed in on the lawyer's own phone", answer: { paired: true } }],
  practiceUnlink: [{ summary: 'Every device is unlinked' }],
  practiceWrite: [
    {
      summary: 'A text',
      params,
      body: { text: 'I need a lawyer', name: 'Anna Schmidt' },
      answer: { id: WRITTEN, sent_at: MORNING },
    },
    {
      summary: 'A place',
      params,
      body: { kind: 'location', location: { latitude: 52.5163, longitude: 13.3777, name: 'Brandenburger Tor' } },
      answer: { id: '3EB0A1B2C3D4E5F60718', sent_at: NOON },
    },
  ],
  practiceRead: [
    {
      summary: "The lawyer's answer",
      params,
      answer: {
        data: [
          {
            id: '3EB0F1D4A2C85E90B763',
            kind: 'text',
            text: 'How can I help?',
            sent_at: NOON,
            edited: false,
            revoked: false,
            reply_to: null,
            reaction: null,
            file: null,
          },
        ],
        next_cursor: null,
      },
    },
  ],
  practiceWritten: [
    {
      summary: 'The lawyer has read it',
      params,
      answer: { data: [{ id: WRITTEN, kind: 'text', read: true }], next_cursor: null },
    },
  ],
  practiceAct: [
    {
      summary: 'The client edits what it wrote',
      params,
      body: { action: 'edit', message: WRITTEN, text: 'I need a lawyer today' },
    },
    { summary: 'The client reacts', params, body: { action: 'react', message: WRITTEN, emoji: '🙏' } },
  ],
  getPracticeFaults: [{ summary: 'An ordinary day', answer: ORDINARY_DAY }],
  setPracticeFaults: [
    {
      summary: 'Every second message is told twice, and sending is slow',
      body: { duplicate_every: 2, sends: 'slow' },
      answer: { ...ORDINARY_DAY, duplicate_every: 2, sends: 'slow' },
    },
  ],
};
