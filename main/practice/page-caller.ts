import { z } from 'zod';
import type { PracticeAccount, PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

/** 128 random bits, made by the page and known to it alone: it is the device's key. */
export const deviceKey = z.string().regex(/^[0-9a-f]{32}$/);

export function deviceOf(headers: Record<string, unknown>): string {
  return parseInput(deviceKey, headers['x-practice-device']);
}

export function linkedAccount(state: PracticeState, device: string): PracticeAccount {
  const account = state.accountOfDevice(device);
  if (!account) throw new PracticeProblem(401, 'not_linked', 'This device is not linked.');
  return account;
}
