/**
 * What is wrong with a field, for a window that says it in its own language. To programs it is said in English, in the
 * `message` of the same field. What has a `limit` says so here.
 */
export const FAULTS = [
  'missing',
  /** More than `limit` characters. */
  'too_long',
  /** Fewer than `limit` characters. */
  'too_short',
  /** More than `limit` of them. */
  'too_many',
  /** Fewer than `limit` of them. */
  'too_few',
  /** A number above `limit`. */
  'too_large',
  /** A number below `limit`. */
  'too_small',
  /** A file of more than `limit` MB. */
  'file_too_large',
  'not_a_number',
  'not_one_of',
  'email',
  'phone',
  'url',
  'time',
  'emoji',
  'language',
  /** Characters that are not seen, or that no text can hold. */
  'characters',
  'twice',
  /** One of two that go together alone: a receiver, or what is sent. */
  'one_of_two',
  'in_past',
  /** More than `limit` days ahead. */
  'too_far',
  /** It begins after its end. */
  'ends_before',
  /** A span of more than `limit` days. */
  'span_too_long',
  'nothing_to_find',
  'own_lawyer',
  'practice_only',
  'not_editable',
  'no_caption',
  'braces',
  'variable_unknown',
  'variable_unused',
  'not_for_kind',
  /** It has none of the forms that it may have: where nothing else is known. */
  'form',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What a schema's own rule says when it is broken: a sentence for programs, and the fault for the window. */
export function breaks(fault: Fault, error: string, limit?: number) {
  return { error, params: { fault, limit } };
}
