import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../domain/app-error.ts';
import type { SignInAttempts } from '../domain/ports.ts';

export interface SignInLimits {
  /** Passwords of one account that may be wrong within WITHIN. */
  byAccount: number;
  /** Wrong sign-ins from one address of the network that are not slowed down: so many hashes a right one waits behind. */
  byAddress: number;
}

export const SIGN_IN_LIMITS: SignInLimits = { byAccount: 10, byAddress: 5 };

/** In seconds. */
const WITHIN = 15 * 60;

/**
 * Counts in memory: a restart begins anew. No address is locked out: everybody comes from this machine or through its
 * tunnel, and any program here could keep all of the staff from signing in.
 */
export function createSignInAttempts({ byAccount, byAddress }: SignInLimits = SIGN_IN_LIMITS): SignInAttempts {
  const accounts = new RateLimiterMemory({ points: byAccount, duration: WITHIN, blockDuration: WITHIN });
  const addresses = new RateLimiterMemory({ points: byAddress, duration: WITHIN });

  return {
    async count(account) {
      const { isOver, msBeforeNext } = await consume(accounts, keyOf(account));
      if (isOver) throw new AppError('too_many_attempts', [], { retryAfter: Math.ceil(msBeforeNext / 1000) });
    },
    isOneOfMany: async (address) => (await consume(addresses, address)).isOver,
    async succeeded(account, address) {
      await accounts.delete(keyOf(account));
      if (address !== undefined) await addresses.reward(address);
    },
  };
}

/** The counters hold no addresses of people. */
function keyOf(account: string): string {
  return createHash('sha256').update(account.toLowerCase()).digest('base64');
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<{ isOver: boolean; msBeforeNext: number }> {
  const used = await limiter.consume(key).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) return reason;
    throw reason;
  });
  return { isOver: used.consumedPoints > limiter.points, msBeforeNext: used.msBeforeNext };
}
