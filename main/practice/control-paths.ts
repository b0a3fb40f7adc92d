import { z } from 'zod';
import { chatKindOf, phoneDigits } from './jid.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

/** A phone number with or without `+` and separators; its digits come out. */
export const phone = z.string().transform((text, context) => {
  const digits = phoneDigits(text);
  if (digits !== null) return digits;
  context.addIssue({ code: 'custom', message: 'must be 5 to 15 digits with an optional leading +' });
  return z.NEVER;
});

const accountPath = z.object({ account: phone });
const clientPath = z.object({ account: phone, client: phone });
const chatPath = z.object({ account: phone, chat: z.string().max(60) });

export function accountOf(params: unknown): string {
  return parseInput(accountPath, params).account;
}

export function clientOf(params: unknown): { account: string; client: string } {
  const path = parseInput(clientPath, params);
  if (path.account === path.client) {
    throw new PracticeProblem(400, 'invalid_request', 'client: must not be the account itself');
  }
  return path;
}

/** A chat that is not one with a person. */
export function chatOf(params: unknown): {
  account: string;
  chat: string;
  kind: 'group' | 'newsletter' | 'status' | 'broadcast';
} {
  const path = parseInput(chatPath, params);
  const kind = chatKindOf(path.chat);
  if (kind === null || kind === 'person') {
    throw new PracticeProblem(
      400,
      'invalid_request',
      'chat: must be …@g.us, …@newsletter, …@broadcast or status@broadcast',
    );
  }
  return { ...path, kind };
}
