import type { Request, Response } from 'express';
import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '../contract/problems.ts';
import { DEFAULT_BODY_LIMIT, type Route } from '../contract/route.ts';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';
import { inputFault } from './input-fault.ts';
import { invalidRequest } from './problem.ts';
import { hasBody, readJsonBody } from './read-json-body.ts';

const NOTHING = z.strictObject({});

/** What the path names. Throws AppError: the route's own 404 for what is no id of ours, else `invalid_request`. */
export function parseParams(route: Route, params: unknown): unknown {
  const parsed = (route.params ?? NOTHING).safeParse(params, { error: inputFault });
  if (parsed.success) return parsed.data;
  // An id in another form than ours is an id of nothing.
  const notFound: ProblemCode | undefined = route.problems.find((code) => PROBLEMS[code][0] === 404);
  if (notFound && parsed.error.issues.every(({ path }) => path[0] === 'id')) throw new AppError(notFound);
  throw invalidRequest(parsed.error, 'path');
}

/** Throws AppError `invalid_request`. */
export function parseQuery(route: Route, query: unknown): unknown {
  return parsed(route.query ?? NOTHING, query, 'query');
}

/** The JSON body of a route that takes one. Rejects with AppError as `readJsonBody` does, and `invalid_request`. */
export async function readBody(route: Route, request: Request, response: Response, time: Millis): Promise<unknown> {
  if (!route.body) return undefined;
  if (!hasBody(request)) {
    const left = route.body.safeParse(undefined);
    if (left.success) return left.data;
  }
  const size = route.bodyLimit ?? DEFAULT_BODY_LIMIT;
  return parsed(route.body, await readJsonBody(request, response, { size, time }), 'body');
}

function parsed(schema: z.ZodType, value: unknown, where: 'body' | 'query'): unknown {
  const result = schema.safeParse(value, { error: inputFault });
  if (!result.success) throw invalidRequest(result.error, where);
  return result.data;
}
