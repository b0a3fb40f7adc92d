import type { Answers, WaitingAnswer } from './answers.ts';
import { ANSWERS_KEPT_HOURS, ApiError, type Client } from './lexline.ts';

/** Before what could not be sent is tried again, in ms. */
const PAUSE = 5_000;

const KEY_KNOWN_FOR = ANSWERS_KEPT_HOURS * 60 * 60_000;

/** What is wrong with the answer itself. All else may be better the next time. */
const HOPELESS: readonly number[] = [400, 404, 409, 413, 415, 422];

interface Dependencies {
  lexline: Client;
  answers: Answers;
  /** After each change of an answer. */
  changed(): void;
  /** In ms since 1970. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

export interface Sender {
  /** There may be something to send. */
  wake(): void;
  /** Resolves when `signal` was aborted and nothing is under way any more. */
  done: Promise<void>;
}

/**
 * Sends the answers, one by one, until Lexline has accepted each. Its Idempotency-Key follows from the message that is
 * answered: whatever crashes and however often it is tried, it is sent once.
 */
export function startSending({ lexline, answers, changed, now, wait, signal }: Dependencies): Sender {
  let news = Promise.withResolvers<void>();
  const wake = (): void => news.resolve();
  signal.addEventListener('abort', wake);

  async function run(): Promise<void> {
    while (!signal.aborted) {
      news = Promise.withResolvers();
      const next = answers.next();
      if (!next) await news.promise;
      else if (!(await isSettled(next))) await wait(PAUSE, signal).catch(() => {});
    }
  }

  async function isSettled({ key, phone: to, text, first_tried_at: triedAt }: WaitingAnswer): Promise<boolean> {
    try {
      if (triedAt !== null && now() - triedAt > KEY_KNOWN_FOR) {
        // Lexline knows the key no more: it may have been sent. Then a person must look, and no program guesses.
        answers.gaveUp(key, 'perhaps sent');
      } else {
        answers.tried(key);
        const body = { to, text, client_reference: key };
        const { id } = await lexline.sendMessage({ body }, { idempotencyKey: key, signal });
        answers.accepted(key, id);
      }
    } catch (error) {
      if (!(error instanceof ApiError && HOPELESS.includes(error.status))) return false;
      answers.gaveUp(key, error.code);
    }
    changed();
    return true;
  }

  return { wake, done: run() };
}
