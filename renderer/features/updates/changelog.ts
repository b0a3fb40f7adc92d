export type ChangelogPart =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] };

/**
 * A changelog in parts: headings, lists and paragraphs, as our CHANGELOG.md is written. Nothing else of Markdown is read, and
 * what looks like HTML stays the text that it is.
 */
export function changelogParts(notes: string): ChangelogPart[] {
  const parts: ChangelogPart[] = [];
  let isOpen = false;
  for (const line of notes.split(/\r?\n/)) {
    const last = parts.at(-1);
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    const item = /^\s*[-*]\s+(.+)$/.exec(line)?.[1];
    const text = line.trim();
    if (heading) parts.push({ kind: 'heading', text: heading.trim() });
    else if (item && last?.kind === 'list') last.items.push(item.trim());
    else if (item) parts.push({ kind: 'list', items: [item.trim()] });
    // A line that goes on with what stands before it.
    else if (text !== '' && isOpen && last?.kind === 'list') last.items.push(`${last.items.pop() ?? ''} ${text}`);
    else if (text !== '' && isOpen && last?.kind === 'text') last.text += ` ${text}`;
    else if (text !== '') parts.push({ kind: 'text', text });
    isOpen = text !== '' && !heading;
  }
  return parts;
}
