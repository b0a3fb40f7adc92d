import type { z } from 'zod';
import { FAULTS, type Fault } from '../contract/faults.ts';
import type { FieldFault } from '../contract/problems.ts';
import { PATTERN_FAULTS } from '../contract/values.ts';
import type { FieldError } from '../domain/app-error.ts';

type Issue = z.core.$ZodIssue;
type Kind = Pick<FieldFault, 'fault' | 'limit'>;

/** As many as a window could show. */
const MOST = 20;

const FORMATS: Readonly<Record<string, Fault>> = { email: 'email', url: 'url', datetime: 'time' };

/** What a rule has refused, as the window is told it: its sentence, which is in English, stays here. */
export function faultOf({ field, fault = 'form', limit, reason }: FieldError): FieldFault {
  return { field, fault, ...(limit !== undefined && { limit }), ...(reason && { reason }) };
}

/** What the contract has refused. Its issues must have been made with their `input`, which goes no further than here. */
export function faultsIn(error: z.ZodError): FieldFault[] {
  return error.issues
    .slice(0, MOST)
    .map((issue) => ({ field: issue.path.map(String).join('.') || 'input', ...kindOf(issue) }));
}

function kindOf(issue: Issue): Kind {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return { fault: 'missing' };
      return { fault: issue.expected === 'number' || issue.expected === 'int' ? 'not_a_number' : 'form' };
    case 'invalid_value':
      return { fault: issue.input === undefined ? 'missing' : 'not_one_of' };
    case 'invalid_format':
      return { fault: FORMATS[issue.format] ?? PATTERN_FAULTS.get(issue.pattern ?? '') ?? 'form' };
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'custom':
      return named(issue.params);
    default:
      return { fault: 'form' };
  }
}

function tooSmall(origin: string, limit: number): Kind {
  if (limit === 1 && (origin === 'string' || origin === 'array')) return { fault: 'missing' };
  if (origin === 'string') return { fault: 'too_short', limit };
  return origin === 'array' ? { fault: 'too_few', limit } : { fault: 'too_small', limit };
}

function tooBig(origin: string, limit: number): Kind {
  if (origin === 'string') return { fault: 'too_long', limit };
  return origin === 'array' ? { fault: 'too_many', limit } : { fault: 'too_large', limit };
}

function named({ fault: name, limit }: Readonly<Record<string, unknown>> = {}): Kind {
  const fault = FAULTS.find((one) => one === name) ?? 'form';
  return typeof limit === 'number' ? { fault, limit } : { fault };
}
