import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a value must be, by zod's name of its type. */
const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  nan: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Record<string, string> = {
  email: 'must be an email address',
  url: 'must be an address such as https://example.org/hook',
  base64: 'must be base64',
};

/** How what has a size is counted, by zod's name of its type. */
const UNITS: Record<string, string> = { string: ' characters', array: ' entries' };

/**
 * What is wrong with a value, said behind the field's name: "limit must be at most 200". Given to zod with each parse, so that
 * no schema needs words for what is missing, of another type, too long or none of the possible values; a schema's own
 * message goes first. What was sent is never repeated.
 */
export function inputFault(issue: Issue): string {
  if (issue.input === undefined) return 'must be given';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? 'of another type'}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not in the right form';
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `must ${verbOf(issue.origin)} at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must ${verbOf(issue.origin)} at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : 'has none of the possible forms';
    default:
      return 'is not in the right form';
  }
}

function oneOf(values: readonly unknown[]): string {
  const named = values.map(String);
  return named.length === 1 ? `must be ${named[0]}` : `must be one of ${named.join(', ')}`;
}

function verbOf(origin: string): string {
  return origin === 'array' ? 'have' : 'be';
}

function unitOf(origin: string, count: number | bigint): string {
  const unit = UNITS[origin] ?? '';
  return count === 1 && unit === ' entries' ? ' entry' : unit;
}
