import type { Health } from '../../contract/entities.ts';
import type { Handlers } from '../handler.ts';

export function healthRoutes(health: () => Health): Pick<Handlers, 'getHealth'> {
  return { getHealth: async () => health() };
}
