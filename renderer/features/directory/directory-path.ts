import { pathTo } from '../../routing/path.ts';

/** The address of the directory's screen: a tab, one thing in it, and one delivery of a webhook. */
export const DIRECTORY_PATH = '/lawyer/:lawyerId/directory/:tab?/:id?/:event?';

export const TABS = ['keys', 'webhooks', 'events'] as const;
export type Tab = (typeof TABS)[number];

export function directoryPath(lawyerId: string, tab: Tab, id?: string, event?: string): string {
  return pathTo(DIRECTORY_PATH, { lawyerId, tab, id, event });
}
