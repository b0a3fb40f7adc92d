const PDF = '\u202c';
const PDI = '\u2069';
const OVERRIDES = new Set(['\u202d', '\u202e']);
const ISOLATES = new Set(['\u2066', '\u2067', '\u2068']);

/** What begins or ends an embedding, an override or an isolate; and the end of a line, which ends whatever is open. */
const MARKS = /[\u202a-\u202e\u2066-\u2069\n]/g;
const EMBEDDINGS_AND_ISOLATES = /[\u202a\u202b\u2066-\u2069]/g;

/** Each ends all isolation as the end of a line does, and none is shown as one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const OTHER_SEPARATORS = /[\r\x1c-\x1e\x85\u2029]/g;

/** Seen by nobody, of no direction, and no place to break a line at. */
const NOTHING = '\u2060';

/**
 * A text without what reaches beyond it, whatever it is isolated by: Chromium writes an element's isolation into the text as
 * marks (https://www.w3.org/TR/css-writing-modes-4/#unicode-bidi), so that an end in the text without its beginning is taken
 * for the element's, and what comes next turns what stands around it. What has both within a line stays: WhatsApp itself
 * writes such pairs around mentions and phone numbers. Overrides are left to who shows them. See
 * https://www.unicode.org/reports/tr9/ (X1 to X7).
 * @param instead what stands there then: where nothing may move, one character
 */
export function withoutLooseMarks(text: string, instead = NOTHING): string {
  const lines = text.replace(OTHER_SEPARATORS, ' ');
  if (lines.search(EMBEDDINGS_AND_ISOLATES) < 0) return lines;
  const loose = looseMarks(lines);
  return lines.replace(EMBEDDINGS_AND_ISOLATES, (found, index: number) => (loose.has(index) ? instead : found));
}

/** Where those are that have not both a beginning and an end within their line and within what they stand in. */
function looseMarks(text: string): Set<number> {
  const loose = new Set<number>();
  let open: { mark: string; index: number }[] = [];
  const leave = (count: number): void => {
    for (const { mark, index } of open.slice(count)) if (!OVERRIDES.has(mark)) loose.add(index);
    open = open.slice(0, count);
  };
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (mark === '\n') leave(0);
    else if (mark === PDI) {
      const begun = open.findLastIndex((one) => ISOLATES.has(one.mark));
      if (begun < 0) loose.add(index);
      else {
        leave(begun + 1);
        open.pop();
      }
    } else if (mark === PDF) {
      const last = open.at(-1);
      if (last && !ISOLATES.has(last.mark)) open.pop();
    } else open.push({ mark, index });
  }
  leave(0);
  return loose;
}
