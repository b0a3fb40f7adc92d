import { withoutLooseMarks } from '../../main/contract/loose-marks.ts';

/** First Strong Isolate and its end: what is between them turns nothing that stands beside it. */
const [START, END] = ['\u2068', '\u2069'];

/** Embeddings and overrides, with their end. Within an isolation of its own a text needs none of them. */
const EMBEDDINGS = /[\u202a-\u202e]/g;

/** What is read from the right, Arabic digits too, or says that something is. */
const FROM_THE_RIGHT =
  /[\u0590-\u08ff\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const NUMBER = /^[\p{Nd}.,]*$/u;
const ONE_ISOLATE = /^[\u2066-\u2068][^\u2066-\u2069]*\u2069$/;

/**
 * Any text, such as a stranger's name, as it can stand within a sentence of ours: what follows keeps its place. Marks
 * alone do it, because a label that is read aloud takes no element. There are none where nothing could turn, so that most
 * names are copied and looked for as they are.
 * @param around how the sentence is read
 */
export function isolated(text: string, around: 'ltr' | 'rtl' = 'ltr'): string {
  const harmless = withoutLooseMarks(text.replace(EMBEDDINGS, ''), '');
  const isCalm = around === 'rtl' ? NUMBER.test(harmless) : !FROM_THE_RIGHT.test(harmless);
  return isCalm || ONE_ISOLATE.test(harmless) ? harmless : `${START}${harmless}${END}`;
}
