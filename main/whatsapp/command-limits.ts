import type { PageCommand } from '../contract/page-commands.ts';
import type { Millis } from '../domain/clock.ts';

const USUAL_LIMIT: Millis = 30_000;

/**
 * How long each command may go without an answer. Each is longer than what the page allows itself, so that a page that
 * works always answers, if only that it could not.
 */
const LIMITS: Partial<Record<PageCommand, Millis>> = {
  // By the second driver: a chat is searched for and opened, the text typed, and its tick waited for.
  sendText: 75_000,
  openChat: 45_000,
  readOpenChat: 75_000,
  // A file is uploaded, or fetched, within it.
  sendFile: 9 * 60_000,
  openMedia: 3 * 60_000,
  stageFile: 60_000,
  readMedia: 60_000,
  readMessages: 60_000,
};

export function commandLimit(name: string): Millis {
  return name in LIMITS ? (LIMITS[name as PageCommand] ?? USUAL_LIMIT) : USUAL_LIMIT;
}
