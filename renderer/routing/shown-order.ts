import type { ScreenEntry } from './screen.ts';

export const NAV_GROUPS = ['clients', 'office', 'app'] as const;

/** The screens that have a way of their own, as they are shown: group by group. */
export function shownOrder<Entry extends ScreenEntry>(screens: readonly Entry[]): Entry[] {
  const placeOf = ({ nav }: Entry) => (nav ? NAV_GROUPS.indexOf(nav.group) * 1000 + nav.order : 0);
  return screens.filter(({ nav }) => nav).toSorted((one, other) => placeOf(one) - placeOf(other));
}
