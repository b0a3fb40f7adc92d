import { EVENT_TYPES, EVENT_FAMILIES as FAMILIES } from '../../../main/contract/choices.ts';
import type { EventPattern, EventType } from '../../../main/contract/events.ts';

/** Every pattern that can be asked for, from the widest on: `*`, then each family with its types behind it. */
export const EVENT_FAMILIES: readonly { family: EventPattern; types: readonly EventType[] }[] = FAMILIES.map(
  (family) => ({ family, types: EVENT_TYPES.filter((type) => type.startsWith(family.slice(0, -1))) }),
);

/** A choice with one more, or one fewer. What is part of something wider that is chosen is not named beside it. */
export function withPattern(chosen: readonly EventPattern[], pattern: EventPattern, isOn: boolean): EventPattern[] {
  const rest = chosen.filter((one) => one !== pattern);
  if (!isOn) return rest;
  if (pattern === '*') return ['*'];
  const isFamily = pattern.endsWith('.*');
  return [...rest.filter((one) => !(isFamily && one.startsWith(pattern.slice(0, -1)))), pattern];
}
