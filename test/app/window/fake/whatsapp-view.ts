import type { WHATSAPP_VIEW_CALLS } from '../../../../main/contract/ipc/whatsapp-view.ts';
import type { AnswersOf } from './answers-of.ts';

/** There is no page to be shown. */
export const WHATSAPP_VIEW_ANSWERS: AnswersOf<typeof WHATSAPP_VIEW_CALLS> = {
  'whatsappView.show': () => undefined,
  'whatsappView.hide': () => undefined,
};
