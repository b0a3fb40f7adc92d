import type { LINK_CALLS } from '../../../../main/contract/ipc/links.ts';
import type { AnswersOf } from './answers-of.ts';

/** Nothing is opened: what was asked for is among the calls. */
export const LINK_ANSWERS: AnswersOf<typeof LINK_CALLS> = { 'links.open': () => undefined };
