import type { TemplatePiece } from '../../../main/contract/template-preview.ts';

/** A template's text as it is shown: a variable without a value stands there by its name, and is marked. */
export function shownPieces(pieces: readonly TemplatePiece[]): {
  text: string;
  marks: { start: number; end: number }[];
} {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.value) text += piece.value;
    else {
      marks.push({ start: text.length, end: text.length + piece.name.length });
      text += piece.name;
    }
  }
  return { text, marks };
}
