import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';

/** A refusal with the code that the answer carries. */
export class PracticeProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Answers in the practice server's one form for errors. */
function answerProblem(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: code, message });
}

/** Lets through only requests addressed to this machine: a foreign `Host` is a web page using DNS rebinding. */
export const requireLoopbackHost: RequestHandler = (request, response, next) => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (['127.0.0.1', 'localhost', '[::1]'].includes(host)) next();
  else answerProblem(response, 403, 'foreign_host', 'This server answers on the loopback address only.');
};

/**
 * Keeps the control routes for programs: browsers send `Origin` or `Sec-Fetch-Site` and cannot be made not to,
 * so neither a web page nor the stand-in page itself can play the phones.
 */
export const requireControl: RequestHandler = (request, response, next) => {
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) {
    answerProblem(response, 403, 'browser_refused', 'Control routes cannot be used from a web page.');
  } else if (request.headers['x-practice-control'] !== '1') {
    answerProblem(response, 403, 'control_header_missing', 'Control routes need the header X-Practice-Control: 1.');
  } else next();
};

/** Parses what came in, or refuses it with the first thing that is wrong. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new PracticeProblem(400, 'invalid_request', `${where}${issue?.message ?? 'invalid'}`);
}

/** Last handler: turns what was thrown into an answer. */
export const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof PracticeProblem) return answerProblem(response, error.status, error.code, error.message);
  const bodyError = z.object({ type: z.string(), status: z.number().min(400).max(499) }).safeParse(error);
  if (bodyError.success) {
    const code = bodyError.data.type === 'entity.too.large' ? 'too_large' : 'invalid_json';
    return answerProblem(response, bodyError.data.status, code, 'The body could not be read as JSON.');
  }
  const urlError = z.object({ status: z.literal(400) }).safeParse(error);
  if (urlError.success) return answerProblem(response, 400, 'invalid_request', 'The address could not be read.');
  return answerProblem(response, 500, 'internal', 'The practice server failed.');
};
