import { setTimeout as sleep } from 'node:timers/promises';

/** Why the demo ends with 1: the step by its name, and what went wrong in words for a person. */
export class StepFailed extends Error {
  readonly step: string;

  constructor(step: string, reason: string) {
    super(reason);
    this.name = 'StepFailed';
    this.step = step;
  }
}

/** Runs one step of the demo under its own deadline. */
export type RunStep = <Result>(
  name: string,
  deadline: number,
  work: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/** An app that dies is first noticed by its broken connections; that long its end may take to be known, in ms. */
const END_KNOWN_AFTER = 300;

/**
 * Steps that end early when `ended` is aborted (the app has quit, or a person pressed Ctrl-C). Deadlines are in ms.
 * A step throws StepFailed, and nothing else.
 */
export function createRunStep(ended: AbortSignal): RunStep {
  return async (name, deadline, work) => {
    const timeout = AbortSignal.timeout(deadline);
    const signal = AbortSignal.any([ended, timeout]);
    // What the work itself makes of the signal may take long or never come: the step ends with the signal.
    const aborted = Promise.withResolvers<never>();
    const onAbort = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      return await Promise.race([work(signal), aborted.promise]);
    } catch (error) {
      if (!signal.aborted) await Promise.race([sleep(END_KNOWN_AFTER), aborted.promise.catch(() => {})]);
      if (ended.aborted) throw new StepFailed(name, wordsOf(ended.reason));
      if (timeout.aborted) throw new StepFailed(name, `nothing for ${(deadline / 1000).toLocaleString('en')} seconds`);
      throw new StepFailed(name, wordsOf(error));
    } finally {
      signal.removeEventListener('abort', onAbort);
      aborted.promise.catch(() => {});
    }
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
