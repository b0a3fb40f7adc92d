import { defineConfig, expect } from '@playwright/test';

/** How often a test looks whether what it waits for is there, in ms. */
const LOOK_EVERY = 100;

// After its first looks Playwright looks once a second, and has no setting for it: each wait would end half a second late.
const { poll } = expect;
expect.poll = (actual, options) =>
  poll(actual, { intervals: [LOOK_EVERY], ...(typeof options === 'string' ? { message: options } : options) });

/**
 * One runner for every kind of test. `unit` and `api` need nothing but Node; `app` and `faults` start Electron. Nothing is
 * retried: a test that fails now and then is a bug to be found.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  // Two keep two cores busy; the third works while the others wait for a page to load.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./support/summary-reporter.ts']],
  projects: [
    // They wait for most of their time: one after another from the start on, beside those that keep the cores busy.
    { name: 'faults', testDir: 'app/faults', fullyParallel: false, timeout: 120_000, workers: 1 },
    { name: 'unit', testDir: 'unit' },
    { name: 'api', testDir: 'api' },
    { name: 'app', testDir: 'app', testIgnore: 'faults/**', fullyParallel: false, timeout: 120_000 },
  ],
});
