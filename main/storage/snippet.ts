import type { Snippet } from '../contract/message-lists.ts';

/** As much as a list shows of a hit, in UTF-16 units. */
const LENGTH = 200;

/** So much of it stands in front of the first word that was found. */
const LEAD = 60;

/** A word that is cut by an end of the snippet is left out, when it is no longer than this. */
const LONGEST_CUT = 20;

type Highlight = Snippet['highlights'][number];

/**
 * Where `highlight()` of FTS5 has put its marks. They are made anew for each question, so that no text can hold them.
 * Without one, `text` is what was marked.
 */
export function readHighlights(marked: string, open: string, close: string): { text: string; highlights: Highlight[] } {
  const [text = '', ...parts] = marked.split(open);
  const highlights: Highlight[] = [];
  let whole = text;
  for (const part of parts) {
    const [inside = '', behind = ''] = part.split(close);
    highlights.push({ start: whole.length, end: whole.length + inside.length });
    whole += inside + behind;
  }
  return { text: whole, highlights };
}

/** The part of the field around the first highlight. No surrogate pair is torn, and words are whole where they are short. */
export function cutSnippet(field: Snippet['field'], text: string, highlights: readonly Highlight[]): Snippet {
  const first = highlights[0]?.start ?? 0;
  const wanted = Math.max(0, Math.min(first - LEAD, text.length - LENGTH));
  const start = wanted === 0 ? 0 : startOfWord(text, wanted, first);
  const end = start + LENGTH >= text.length ? text.length : endOfWord(text, start + LENGTH);
  return {
    field,
    text: text.slice(start, end),
    is_cut_before: start > 0,
    is_cut_behind: end < text.length,
    highlights: highlights
      .filter((one) => one.start >= start && one.start < end)
      .map((one) => ({ start: one.start - start, end: Math.min(one.end, end) - start })),
  };
}

/** The first beginning of a word from there on, not behind `latest`. */
function startOfWord(text: string, from: number, latest: number): number {
  for (let at = from; at < Math.min(latest, from + LONGEST_CUT); at++) if (/\s/.test(text.charAt(at - 1))) return at;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

function endOfWord(text: string, until: number): number {
  for (let at = until; at > until - LONGEST_CUT; at--) if (/\s/.test(text.charAt(at))) return at;
  return isLowSurrogate(text, until) ? until - 1 : until;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
