import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../domain/app-error.ts';
import type { SignInAttempts } from '../domain/ports.ts';

export interface SignInLimits {
  /** Passwords for one email address that may be wrong within WITHIN. */
  byEmail: number;
  /** Passwords from one address of the network. */
  byAddress: number;
}

export const SIGN_IN_LIMITS: SignInLimits = { byEmail: 10, byAddress: 50 };

/** In seconds. */
const WITHIN = 15 * 60;

/**
 * Counts in memory: a restart begins anew. By the email alone, whoever knows it could be tried from anywhere; by the
 * address alone, many could try one.
 */
export function createSignInAttempts({ byEmail, byAddress }: SignInLimits = SIGN_IN_LIMITS): SignInAttempts {
  const emails = new RateLimiterMemory({ points: byEmail, duration: WITHIN, blockDuration: WITHIN });
  const addresses = new RateLimiterMemory({ points: byAddress, duration: WITHIN, blockDuration: WITHIN });

  return {
    async count(email, address) {
      await consume(addresses, address);
      await consume(emails, keyOf(email));
    },
    async succeeded(email, address) {
      await emails.delete(keyOf(email));
      await addresses.reward(address);
    },
  };
}

/** The counters hold no addresses of people. */
function keyOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64');
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  const used = await limiter.consume(key).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) return reason;
    throw reason;
  });
  if (used.consumedPoints <= limiter.points) return;
  throw new AppError('too_many_attempts', [], { retryAfter: Math.ceil(used.msBeforeNext / 1000) });
}
