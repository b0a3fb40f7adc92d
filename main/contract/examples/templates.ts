import type { TEMPLATE_ROUTES } from '../routes/templates.ts';
import type { ExamplesOf } from './example.ts';
import { MORNING, NOON, TEMPLATE_ID } from './values.ts';

const CONTENT = {
  name: 'Appointment',
  variables: ['name', 'time'],
  default_language: 'en',
  variants: [
    { language: 'en', text: 'Dear {{name}}, we meet at {{time}}.' },
    { language: 'de', text: 'Guten Tag {{name}}, wir sehen uns um {{time}} Uhr.' },
  ],
};

const TEMPLATE = { id: TEMPLATE_ID, ...CONTENT, created_at: MORNING, updated_at: MORNING };

const params = { id: TEMPLATE_ID };

export const TEMPLATE_EXAMPLES: ExamplesOf<keyof typeof TEMPLATE_ROUTES> = {
  createTemplate: [{ summary: 'In two languages', body: CONTENT, answer: TEMPLATE }],
  listTemplates: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [TEMPLATE], next_cursor: null } }],
  getTemplate: [{ summary: 'One template', params, answer: TEMPLATE }],
  changeTemplate: [
    {
      summary: 'Another name; the texts stay as they are',
      params,
      body: { name: 'First appointment' },
      answer: { ...TEMPLATE, name: 'First appointment', updated_at: NOON },
    },
  ],
  removeTemplate: [{ summary: 'It is used no more', params }],
  previewTemplate: [
    {
      summary: 'In German, as nothing more Swiss is there',
      params,
      body: { language: 'de-CH', variables: { name: 'Anna', time: '10:00' } },
      answer: { language: 'de', text: 'Guten Tag Anna, wir sehen uns um 10:00 Uhr.' },
    },
  ],
};
