import { matchPath } from './path.ts';
import type { ScreenEntry } from './screen.ts';

export interface FoundScreen<Entry> {
  entry: Entry;
  params: Record<string, string>;
}

/** The screen of a path, with what the path names. An address that leads nowhere leads to the first screen. */
export function findScreen<Entry extends Pick<ScreenEntry, 'path'>>(
  entries: readonly Entry[],
  path: string,
): FoundScreen<Entry> {
  for (const entry of entries) {
    const params = matchPath(entry.path, path);
    if (params) return { entry, params };
  }
  const [first] = entries;
  if (!first) throw new Error('there are no screens');
  return { entry: first, params: {} };
}
