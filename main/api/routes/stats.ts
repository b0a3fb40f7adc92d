import { statsOf } from '../../domain/stats.ts';
import type { Handlers } from '../handler.ts';

export const statsRoutes: Pick<Handlers, 'getStats'> = {
  getStats: ({ lawyerId, query, stores, at }) => statsOf(stores, lawyerId, query, at),
};
