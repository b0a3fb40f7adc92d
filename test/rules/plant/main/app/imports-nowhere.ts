// Planted: no-unresolvable.
// @ts-expect-error It leads nowhere.
import './nowhere.ts';
