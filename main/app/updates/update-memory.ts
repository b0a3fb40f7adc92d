import { z } from 'zod';
import { Version } from '../../contract/updates.ts';
import type { UpdateMemory } from '../../domain/updates.ts';

/** Where it is kept: what was written there may be of another version, or somebody's hand. */
interface Kept {
  get(key: 'updates'): unknown;
  set(key: 'updates', memory: UpdateMemory): void;
}

const Memory = z.object({
  newest: Version.nullable().catch(null),
  looked_at: z.number().int().nonnegative().max(8.64e15).nullable().catch(null),
  installing: Version.nullable().catch(null),
});

export const NO_MEMORY: UpdateMemory = { newest: null, looked_at: null, installing: null };

/** What is remembered of updates on this machine. What is not understood is forgotten. */
export function createUpdateMemory(kept: Kept): { get(): UpdateMemory; set(memory: UpdateMemory): void } {
  return {
    get: () => Memory.catch(NO_MEMORY).parse(kept.get('updates')),
    set: (memory) => kept.set('updates', memory),
  };
}
