import { expect, test } from '@playwright/test';
import { AppError } from '../../../main/domain/app-error.ts';
import { parseSearchQuery } from '../../../main/domain/search-query.ts';

const shown = (query: string) =>
  parseSearchQuery(query).map(
    ({ text, isPrefix, isExcluded }) => `${isExcluded ? '-' : ''}${text}${isPrefix ? '…' : ''}`,
  );

test('words, phrases and exclusions are told apart, and the last word may go on', () => {
  expect(shown('letter "two weeks" -court vertr')).toEqual(['letter', 'two weeks', '-court', 'vertr…']);
  expect(shown('„zwei Wochen“ «três dias»')).toEqual(['zwei Wochen', 'três dias']);
  expect(shown('-"not this" that')).toEqual(['-not this', 'that…']);
});

test('quotes ask for just that word, and a beginning is no shorter than three letters', () => {
  expect(shown('"court"')).toEqual(['court']);
  expect(shown('co')).toEqual(['co']);
  expect(shown('cour* "x"')).toEqual(['cour*…', 'x']);
  // What goes on is the last word that the index has of it.
  for (const query of ['§12.a', 'St.-P', 'max@k', 'a.b*', '...co']) expect(shown(query)).toEqual([query]);
  expect(shown('max@kanz')).toEqual(['max@kanz…']);
  expect(shown('(court)')).toEqual(['(court)…']);
});

test('what FTS5 would take for its own language is text', () => {
  expect(shown('a AND (b OR c) NEAR(d) col:e ^f')).toEqual(['a', 'AND', '(b', 'OR', 'c)', 'NEAR(d)', 'col:e', '^f']);
  expect(shown('"open')).toEqual(['open']);
});

test('hidden characters are taken away, but for the one that parts a Persian word', () => {
  expect(shown('ver\u200btrag\u202e\ufeff')).toEqual(['vertrag…']);
  expect(shown('"می\u200cخواهم"')).toEqual(['می\u200cخواهم']);
  expect(shown('a\0b \ud800')).toEqual(['a', 'b']);
});

test('where there is nothing to look for, or too much, it says so', () => {
  for (const query of ['', '   ', '""', '-court', '😀', '!!! "…" *', '\u200b', Array(17).fill('a').join(' ')]) {
    expect(() => parseSearchQuery(query), query).toThrow(AppError);
  }
});
