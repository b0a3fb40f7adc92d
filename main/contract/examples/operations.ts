import type { OPERATION_ROUTES } from '../routes/operations.ts';
import type { ExamplesOf } from './example.ts';
import { ALERT_ID, LAWYER_ID, MORNING } from './values.ts';

export const OPERATION_EXAMPLES: ExamplesOf<keyof typeof OPERATION_ROUTES> = {
  getHealth: [{ summary: 'All is well', answer: { status: 'ok', version: '0.1.0', mode: 'practice', warnings: [] } }],
  getMetrics: [
    {
      summary: 'For Prometheus',
      answer:
        '# HELP lexline_outbox_waiting What waits to be done in WhatsApp\n# TYPE lexline_outbox_waiting gauge\nlexline_outbox_waiting 0\n',
    },
  ],
  listAlerts: [
    {
      summary: 'What is not over yet',
      query: { open: 'true' },
      answer: {
        data: [
          {
            id: ALERT_ID,
            lawyer_id: LAWYER_ID,
            code: 'nothing_arrives',
            subject: null,
            raised_at: MORNING,
            cleared_at: null,
          },
        ],
        next_cursor: null,
      },
    },
    { summary: 'A page of all of them', query: { limit: 20 }, answer: { data: [], next_cursor: null } },
  ],
};
