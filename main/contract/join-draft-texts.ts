/** What of a draft is text: what stands in the field, and what stood there before a message was put into it to be changed. */
interface DraftText<Edit extends { kept: string }> {
  text: string;
  edit: Edit | null;
}

/**
 * The texts of two drafts as one, for when two chats have become one. Nothing that was written is lost: both stand below
 * each other with an empty line between. A change of a message that was begun stays one, and what else was written waits
 * behind it; of two such changes the second one's text waits there, too. What is there already is not added once more.
 */
export function joinDraftTexts<Edit extends { kept: string }>(
  first: DraftText<Edit>,
  second: DraftText<Edit>,
): DraftText<Edit> {
  const all = (...texts: string[]) => texts.reduce(joinTexts);
  const { edit } = first;
  if (edit && second.edit) {
    return { text: first.text, edit: { ...edit, kept: all(edit.kept, second.edit.kept, second.text) } };
  }
  if (edit) return { text: first.text, edit: { ...edit, kept: all(edit.kept, second.text) } };
  if (second.edit) {
    return { text: second.text, edit: { ...second.edit, kept: all(first.text, second.edit.kept) } };
  }
  return { text: all(first.text, second.text), edit: null };
}

function joinTexts(above: string, below: string): string {
  if (above.trim() === '') return below;
  // A window that was killed while it joined them leaves the second one where it was.
  if (below.trim() === '' || above === below || above.endsWith(`\n\n${below}`)) return above;
  return `${above}\n\n${below}`;
}
