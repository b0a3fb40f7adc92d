import type { TablerIcon } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ShortcutId } from '../../shortcuts/shortcuts.ts';
import { matchScore, typedWords } from './match.ts';

/** One thing that one can go to or do. */
export interface PaletteItem {
  id: string;
  /** In the language of the window, or a stranger's. */
  title: string;
  /** What it is one of, before it: `Colours: Light`. */
  of?: string;
  /** Also found by it, and shown beside it. */
  beside?: string;
  /** Also found by it, and not shown: other words for the same. */
  also?: string;
  what: ParseKeys;
  icon: TablerIcon;
  shortcut?: ShortcutId;
  run: () => void;
}

/** More than one can look through. */
const MOST = 50;

/** Those that fit what was typed, the best first, else in their order. */
export function fitting(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const words = typedWords(typed);
  if (typed.trim() !== '' && words.length === 0) return [];
  return items
    .flatMap((item) => {
      const score = matchScore([item.title, item.of, item.beside, item.also].join(' '), words);
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ item }) => item);
}
