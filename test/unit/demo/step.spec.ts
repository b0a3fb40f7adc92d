import { expect, test } from '@playwright/test';
import { createRunStep, StepFailed } from '../../demo/step.ts';

const never = new Promise<never>(() => {});

async function failureOf(step: Promise<unknown>): Promise<StepFailed> {
  const error = await step.catch((failure: unknown) => failure);
  if (!(error instanceof StepFailed)) throw new Error('the step did not fail as a step');
  return error;
}

test('a step gives what its work gives', async () => {
  expect(await createRunStep(new AbortController().signal)('The phone scans', 10_000, async () => 'scanned')).toBe(
    'scanned',
  );
});

test('a step whose work fails is named with the reason', async () => {
  const step = createRunStep(new AbortController().signal);
  const error = await failureOf(step('The phone scans', 10_000, () => Promise.reject(new Error('no camera'))));
  expect([error.step, error.message]).toEqual(['The phone scans', 'no camera']);
});

test('a step that never comes to an end fails at its deadline', async () => {
  const error = await failureOf(createRunStep(new AbortController().signal)('The phone scans', 1, () => never));
  expect(error.step).toBe('The phone scans');
  expect(error.message).toMatch(/^nothing for/);
});

test('a step that is under way ends at once when the app does, and says so', async () => {
  const ended = new AbortController();
  const failure = failureOf(createRunStep(ended.signal)('The phone scans', 10_000, () => never));
  ended.abort(new Error('the app has ended (SIGKILL)'));
  expect((await failure).message).toBe('the app has ended (SIGKILL)');
});

test('a step after the end is not begun', async () => {
  let begun = false;
  const work = async () => {
    begun = true;
  };
  const error = await failureOf(
    createRunStep(AbortSignal.abort(new Error('stopped')))('The phone scans', 10_000, work),
  );
  expect(error.message).toBe('stopped');
  expect(begun).toBe(false);
});
