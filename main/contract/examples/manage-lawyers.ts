import type { MANAGE_LAWYER_ROUTES } from '../routes/manage-lawyers.ts';
import type { ExamplesOf } from './example.ts';
import { LAWYER } from './lawyers.ts';
import { NOON, SPARE_LAWYER_ID } from './values.ts';

const params = { id: LAWYER.id };

export const MANAGE_LAWYER_EXAMPLES: ExamplesOf<keyof typeof MANAGE_LAWYER_ROUTES> = {
  changeLawyer: [
    {
      summary: 'Another name; the email stays as it is',
      params,
      body: { name: 'Ada King' },
      answer: { ...LAWYER, name: 'Ada King', updated_at: NOON },
    },
  ],
  deactivateLawyer: [{ summary: 'Away for a year', params, answer: { ...LAWYER, is_active: false, updated_at: NOON } }],
  activateLawyer: [{ summary: 'Back again', params, answer: { ...LAWYER, updated_at: NOON } }],
  removeLawyer: [{ summary: 'Made by mistake', params: { id: SPARE_LAWYER_ID } }],
};
