import type { Key } from '../../../main/contract/key.ts';
import type { Look } from './state-badge.tsx';

type KeyState = 'active' | 'replaced' | 'expired' | 'revoked';

/** How it is with a key at that moment. One that was replaced can go on working for a while. */
export function keyState({ revoked_at, replaced_by, expires_at }: Key, now: Date): KeyState {
  if (revoked_at !== null) return 'revoked';
  if (expires_at !== null && Date.parse(expires_at) <= now.getTime()) return 'expired';
  return replaced_by === null ? 'active' : 'replaced';
}

export const LOOK_OF_KEY: Record<KeyState, Look> = {
  active: 'good',
  replaced: 'notice',
  expired: 'quiet',
  revoked: 'quiet',
};

/** How its text begins, by which it is recognised where it is stored: the rest is a secret. */
export function keyPrefix({ id }: Key, practice: boolean): string {
  return `lx_${practice ? 'test' : 'live'}_${id}`;
}
