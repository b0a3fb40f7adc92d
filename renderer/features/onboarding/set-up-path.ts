import type { SetUpItem } from '../../../main/contract/set-up.ts';
import { pathTo } from '../../routing/path.ts';

export const SET_UP_PATH = '/lawyer/:lawyerId/set-up/:step?';

/** The steps that are left once there is a lawyer, in their order, and the look back at all of them. */
export const SET_UP_STEPS = ['whatsapp', 'key', 'webhook', 'tunnel', 'finish'] as const satisfies readonly (
  | SetUpItem
  | 'finish'
)[];
export type SetUpStep = (typeof SET_UP_STEPS)[number];

export function setUpPath(lawyerId: string, step?: SetUpStep): string {
  return pathTo(SET_UP_PATH, { lawyerId, step });
}
