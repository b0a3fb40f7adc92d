import { pathTo } from '../../routing/path.ts';

/** The address of the people's screen: one of its tabs, and whom one has come for. */
export const PEOPLE_PATH = '/lawyer/:lawyerId/people/:tab?/:id?';

export const TABS = ['people', 'grants', 'accesses', 'sessions'] as const;

export function peoplePath(lawyerId: string, tab: (typeof TABS)[number], id?: string): string {
  return pathTo(PEOPLE_PATH, { lawyerId, tab, id });
}
