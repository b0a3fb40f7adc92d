import type { Version } from '../contract/updates.ts';

/** Below 0: the first is older; above: newer; 0: the same. By Semantic Versioning 2.0.0, section 11. */
export function compareVersions(one: Version, other: Version): number {
  const [first, second] = [partsOf(one), partsOf(other)];
  for (const [index, number] of first.numbers.entries()) {
    const difference = number - (second.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreparations(first.preparation, second.preparation);
}

function partsOf(version: Version): { numbers: number[]; preparation: string[] } {
  const dash = version.indexOf('-');
  const [core, preparation] = dash < 0 ? [version, ''] : [version.slice(0, dash), version.slice(dash + 1)];
  return { numbers: core.split('.').map(Number), preparation: preparation === '' ? [] : preparation.split('.') };
}

/** What is released is newer than what prepared it. */
function comparePreparations(one: string[], other: string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(part), /^\d+$/.test(against)];
    if (isNumber && isOtherNumber) return Number(part) - Number(against);
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
