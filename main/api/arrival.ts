import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';

/** How long what a caller sends may take: a slow one holds a socket, and never for long. */
export interface ArrivalLimits {
  /** The head of a request, from the first moment of the connection. */
  head: Millis;
  /** A JSON body, whole. */
  body: Millis;
  /** An upload, between two parts of it. */
  pause: Millis;
  /** The rest of a body that was answered before its end, so that the answer is read. */
  rest: Millis;
}

export const ARRIVAL_LIMITS: ArrivalLimits = { head: 10_000, body: 20_000, pause: 20_000, rest: 5_000 };

/** Rejects with AppError `body_too_slow` when `arriving` takes longer than that. */
export async function arrivesWithin<Result>(limit: Millis, arriving: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('body_too_slow')), limit);
  try {
    return await Promise.race([arriving, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * For requests that ask whether their body is wanted (`Expect: 100-continue`), such as curl's large uploads: they are
 * told by `letBodyCome`. One that is answered without it sends no body, so its connection ends with the answer.
 */
export const holdBodyBack: RequestHandler = (request, response, next) => {
  if (expectsContinue(request)) response.setHeader('connection', 'close');
  next();
};

export function letBodyCome(request: Request, response: Response): void {
  if (!expectsContinue(request)) return;
  response.removeHeader('connection');
  response.writeContinue();
}

function expectsContinue(request: Request): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue';
}

/** What still comes when a request has been answered is not read, and not waited for either. */
export function endUnwantedBodies(limits: ArrivalLimits): RequestHandler {
  return (request, response, next) => {
    response.once('finish', () => {
      if (request.complete) return;
      request.resume();
      const timer = setTimeout(() => request.socket.destroy(), limits.rest);
      request.once('close', () => clearTimeout(timer));
    });
    next();
  };
}
