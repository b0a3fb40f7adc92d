import { type KeyboardEvent, useMemo, useState } from 'react';
import type { TemplateRow } from '../../../main/contract/template-preview.ts';
import { matchScore, typedWords } from '../palette/match.ts';
import { useTemplates } from './template-queries.ts';

interface TemplateChoiceOptions {
  lawyerId: string;
  /** What was typed of the name; null while the list is not open. */
  typed: string | null;
  onChoose: (row: TemplateRow) => void;
}

export type TemplateChoice = ReturnType<typeof useTemplateChoice>;

/** The templates that fit what was typed, and the one that was reached by the keys. */
export function useTemplateChoice({ lawyerId, typed, onChoose }: TemplateChoiceOptions) {
  const { data, isPending, isError, refetch } = useTemplates(lawyerId, typed !== null);
  const [reached, setReached] = useState({ typed, index: 0 });
  const rows = useMemo(() => fittingTemplates(data ?? [], typed ?? ''), [data, typed]);
  const index = reached.typed === typed ? reached.index : 0;
  const active = Math.min(index, rows.length - 1);
  const reach = (to: number) => setReached({ typed, index: to });

  /** True when the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const last = rows.length - 1;
    const isNothing = rows.length === 0;
    if (event.key === 'ArrowDown' && !isNothing) reach(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp' && !isNothing) reach(active <= 0 ? last : active - 1);
    else if (event.key === 'PageDown' && !isNothing) reach(Math.min(last, active + 5));
    else if (event.key === 'PageUp' && !isNothing) reach(Math.max(0, active - 5));
    else if (event.key === 'Enter' && (isPending || !isNothing)) {
      // What is not read yet may be what was meant: nothing else is done with the key.
      const row = rows[active];
      if (row) onChoose(row);
    } else return false;
    event.preventDefault();
    return true;
  };
  return { all: data?.length ?? 0, rows, active, reach, onKeyDown, onChoose, isPending, isError, refetch };
}

/** Those whose names have each word, the best first; without any word all of them. */
export function fittingTemplates(rows: readonly TemplateRow[], typed: string): readonly TemplateRow[] {
  const words = typedWords(typed);
  if (words.length === 0) return typed.trim() === '' ? rows : [];
  return rows
    .flatMap((row) => {
      const score = matchScore(row.name, words);
      return score === null ? [] : [{ row, score }];
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ row }) => row);
}
