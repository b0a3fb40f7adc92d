import { defineConfig, expect } from '@playwright/test';

/** How often a test looks whether what it waits for is there, in ms. */
const LOOK_EVERY = 100;

// After its first looks Playwright looks once a second, and has no setting for it: each wait would end half a second late.
const { poll } = expect;
expect.poll = (actual, options) =>
  poll(actual, { intervals: [LOOK_EVERY], ...(typeof options === 'string' ? { message: options } : options) });

/**
 * One runner for every kind of test. `unit` and `api` need nothing but Node; the others start Electron. Nothing is retried: a
 * test that fails now and then is a bug to be found.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  // Two keep two cores busy; the others work while those wait for a page to load, or for what a person would.
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./support/summary-reporter.ts']],
  // In this order, as far as their workers go: those that wait for most of their time run beside those that keep the cores
  // busy, and what is short comes last, so that all workers end at about the same time.
  projects: [
    { name: 'faults', testDir: 'app/faults', fullyParallel: false, timeout: 120_000, workers: 1 },
    { name: 'window', testDir: 'app/window', fullyParallel: false, timeout: 120_000, workers: 2 },
    { name: 'app', testDir: 'app', testIgnore: ['faults/**', 'window/**'], fullyParallel: false, timeout: 120_000 },
    { name: 'api', testDir: 'api' },
    { name: 'unit', testDir: 'unit' },
  ],
});
