import { LawyerId } from '../contract/ids.ts';

/** An id of ours: a prefix and a ULID. Nothing that a person writes looks like it. */
const ID = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/** More are not written down of one act: a page of a list with all that it names has fewer. */
const MAX_SUBJECTS = 1_000;

/** Lists are looked into no deeper than that: what a message quotes is not what was acted on. */
const MAX_DEPTH = 3;

/**
 * The ids that a request or a call names, and those that its answer names. Numbers of the outbox are kept as text. Nothing
 * else is taken, so that no text, name or phone number gets into the log.
 */
export function subjectsOf(parts: readonly unknown[]): string[] {
  const found = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (found.size >= MAX_SUBJECTS) return;
    if (typeof value === 'string' && ID.test(value)) found.add(value);
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array || depth === MAX_DEPTH) return;
    for (const [name, inside] of Object.entries(value)) {
      // A password or a service's token could be anything, and look like an id.
      if (/(?:password|token)$/.test(name)) continue;
      if (name === 'id' && typeof inside === 'number' && depth === 0) found.add(String(inside));
      else look(inside, depth + 1);
    }
  };
  for (const part of parts) look(part, 0);
  return [...found];
}

/** The first lawyer among those ids; null: none is. */
export function lawyerAmong(subjects: readonly string[]): LawyerId | null {
  return subjects.map((id) => LawyerId.safeParse(id).data).find((id) => id !== undefined) ?? null;
}
