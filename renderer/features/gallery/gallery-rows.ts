import type { Message } from '../../../main/contract/entities.ts';

/** What stands in a gallery, from top to bottom: each month below its heading, in lines of so many as have room. */
export type GalleryRow =
  | { kind: 'month'; key: string; at: string }
  | { kind: 'line'; key: string; first: number; items: readonly Message[] };

/** `messages` are newest first. Months are those of this computer's calendar. */
export function galleryRows(messages: readonly Message[], columns: number): GalleryRow[] {
  const rows: GalleryRow[] = [];
  let month = '';
  for (let index = 0; index < messages.length; ) {
    const first = messages[index];
    if (!first) break;
    const own = monthOf(first);
    if (own !== month) rows.push({ kind: 'month', key: own, at: first.sent_at });
    month = own;
    let end = index + 1;
    while (end < messages.length && end - index < columns && monthOf(messages[end] ?? first) === own) end += 1;
    rows.push({ kind: 'line', key: first.id, first: index, items: messages.slice(index, end) });
    index = end;
  }
  return rows;
}

/** Which item one comes to from another by the arrow keys, as far as there is one that way. */
export function itemBeside(rows: readonly GalleryRow[], index: number, way: 'above' | 'below'): number {
  const lines = rows.filter((row) => row.kind === 'line');
  const line = lines.findIndex(({ first, items }) => index >= first && index < first + items.length);
  const from = lines[line];
  const to = lines[line + (way === 'above' ? -1 : 1)];
  if (!from || !to) return index;
  return to.first + Math.min(index - from.first, to.items.length - 1);
}

function monthOf({ sent_at: sentAt }: Message): string {
  const date = new Date(sentAt);
  return `${date.getFullYear()}-${date.getMonth()}`;
}
