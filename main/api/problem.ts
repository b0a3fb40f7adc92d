import type { Response } from 'express';
import type { z } from 'zod';
import { type FieldProblem, PROBLEMS, type Problem, type ProblemCode } from '../contract/problems.ts';
import { AppError, type FieldError } from '../domain/app-error.ts';

/** Answers with RFC 9457 problem details. */
export function sendProblem(
  response: Response,
  code: ProblemCode,
  fields: readonly FieldError[] = [],
  existing?: string,
): void {
  const [status, title] = PROBLEMS[code];
  const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  const problem: Problem = {
    type: `urn:lexline:problem:${code}`,
    title,
    status,
    ...(detail ? { detail } : {}),
    code,
    request_id: String(response.getHeader('request-id') ?? ''),
    ...(existing === undefined ? {} : { existing }),
    ...(fields.length > 0 ? { errors: fields.map(publicOf) } : {}),
  };
  if (status === 401) response.setHeader('www-authenticate', 'Bearer realm="lexline"');
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Programs are told in English, as they always were: what the window words for itself is not for them. */
function publicOf({ field, message, reason }: FieldError): FieldProblem {
  return { field, message, ...(reason && { reason }) };
}

/** Zod's issues as fields and sentences. Unknown fields are named one by one. */
export function fieldErrors(error: z.ZodError, where: 'body' | 'query' | 'path'): FieldError[] {
  return error.issues.slice(0, 20).flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ field: path ? `${path}.${key}` : key, message: 'is not a known field' }));
    }
    return [{ field: path || where, message: issue.message }];
  });
}

export function invalidRequest(error: z.ZodError, where: 'body' | 'query' | 'path'): AppError {
  return new AppError('invalid_request', fieldErrors(error, where));
}
