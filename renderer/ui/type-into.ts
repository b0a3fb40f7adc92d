/** From `start` to `end`, in UTF-16 units. */
export interface Place {
  start: number;
  end: number;
}

/** Where the caret is, or what is marked. */
export function markedIn({ selectionStart: start, selectionEnd: end }: HTMLTextAreaElement): Place {
  return { start, end };
}

/**
 * Gives the field the focus and puts `text` in the place of what stands there, with the caret behind it, as if it had been
 * typed: it goes through the field's `onChange`, is cut at its `maxLength`, and is taken back with Ctrl+Z. All of it at
 * once, so that the next key already meets it.
 */
export function typeInto(field: HTMLTextAreaElement, { start, end }: Place, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, but the only way that the field's own undo knows of; Chromium has no plan to remove it.
  document.execCommand('insertText', false, text);
}
