import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { REQUESTS_PER_MINUTE, WRONG_KEYS } from '../contract/limits.ts';
import type { ProblemCode } from '../contract/problems.ts';
import { AppError } from '../domain/app-error.ts';

export interface RateLimitOptions {
  /** For each key. */
  requestsPerMinute: number;
  /** For each address, of what needs no key. */
  publicRequestsPerMinute: number;
  /** For each link to a file. */
  linkRequestsPerMinute: number;
  /** For each address: more requests with wrong keys are not even looked at for a while. */
  wrongKeys: number;
}

export const RATE_LIMITS: RateLimitOptions = {
  requestsPerMinute: REQUESTS_PER_MINUTE.ofKey,
  publicRequestsPerMinute: REQUESTS_PER_MINUTE.ofAddress,
  linkRequestsPerMinute: REQUESTS_PER_MINUTE.ofLink,
  wrongKeys: WRONG_KEYS.count,
};

/** In seconds. */
const WINDOW = 60;

export interface RateLimits {
  /**
   * One request of a key, or of an address where none is needed. What is sealed by this app, such as a link to a file, counts
   * for itself: through the tunnel everybody is one address, and nobody who asks much is to keep others from their files.
   * Rejects with AppError `rate_limited`.
   */
  take(response: Response, by: { key: string } | { link: string } | { address: string }): Promise<void>;
  /**
   * A request whose key opened nothing, for that reason. Rejects with AppError `too_many_failures` when there were too many
   * from that address. Whoever holds a key is let in meanwhile: everybody comes from this machine or through its tunnel,
   * and 256 random bits are not guessed; a lock-out of them would only let any program here cut the directory off.
   */
  failed(response: Response, address: string): Promise<void>;
}

/** Counts in memory: a restart begins anew. */
export function createRateLimits(options: RateLimitOptions = RATE_LIMITS): RateLimits {
  const byKey = new RateLimiterMemory({ points: options.requestsPerMinute, duration: WINDOW });
  const byAddress = new RateLimiterMemory({ points: options.publicRequestsPerMinute, duration: WINDOW });
  const byLink = new RateLimiterMemory({ points: options.linkRequestsPerMinute, duration: WINDOW });
  const failures = new RateLimiterMemory({
    points: options.wrongKeys,
    duration: WRONG_KEYS.within,
    blockDuration: WRONG_KEYS.lockedFor,
  });

  return {
    take(response, by) {
      if ('key' in by) return consume(byKey, by.key, response, 'rate_limited');
      if ('link' in by) return consume(byLink, by.link, response, 'rate_limited');
      return consume(byAddress, by.address, response, 'rate_limited');
    },
    failed: (response, address) => consume(failures, address, response, 'too_many_failures'),
  };
}

async function consume(limiter: RateLimiterMemory, key: string, response: Response, code: ProblemCode): Promise<void> {
  const used = await limiter.consume(key).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) return reason;
    throw reason;
  });
  const seconds = Math.ceil(used.msBeforeNext / 1000);
  if (code === 'rate_limited') tellLimit(response, limiter, used.remainingPoints, seconds);
  if (used.consumedPoints <= limiter.points) return;
  throw new AppError(code, [], { retryAfter: seconds });
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-06, which libraries of today read. */
function tellLimit(response: Response, { points, duration }: RateLimiterMemory, left: number, seconds: number): void {
  response.setHeader('ratelimit-limit', points);
  response.setHeader('ratelimit-policy', `${points};w=${duration}`);
  response.setHeader('ratelimit-remaining', left);
  response.setHeader('ratelimit-reset', seconds);
}
