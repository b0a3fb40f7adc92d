import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageProgram } from '../../../resources/launch/package-program.mjs';

const root = join(import.meta.dirname, '../../..');
const config = 'test/rules/.dependency-cruiser.cjs';
const plant = 'test/rules/plant';

interface Violation {
  rule: { name: string };
  from: string;
}

/** Runs dependency-cruiser as lint does. It exits with the number of violations, so a failing exit code is no error. */
function violationsIn(...paths: string[]): Promise<Violation[]> {
  const cli = packageProgram(root, 'dependency-cruiser', 'depcruise');
  const args = [cli, '--config', config, '--output-type', 'json', ...paths];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 }, (error, output, complaints) => {
      if (output === '') reject(error ?? new Error(complaints));
      else resolve(JSON.parse(output).summary.violations as Violation[]);
    });
  });
}

const rules = (createRequire(import.meta.url)(join(root, config)) as { forbidden: { name: string }[] }).forbidden.map(
  ({ name }) => name,
);

test('every import rule bites on the violation that is planted for it', async () => {
  const found = (await violationsIn(plant)).map(({ rule, from }) => `${rule.name}: ${from.slice(plant.length + 1)}`);
  const planted = [
    'contract-knows-nobody: main/contract/imports-domain.ts',
    'contract-knows-nobody: main/contract/imports-node.ts',
    'domain-knows-the-contract-only: main/domain/imports-library.ts',
    'domain-knows-the-contract-only: main/domain/imports-storage.ts',
    'electron-at-the-edges-only: main/api/imports-electron.ts',
    'no-circles: main/app/circle-a.ts',
    'no-unresolvable: main/app/imports-nowhere.ts',
    'product-imports-no-test: main/app/imports-test.ts',
    'window-and-preload-import-the-contract-only: preload/imports-domain.ts',
    'window-and-preload-import-the-contract-only: renderer/imports-domain.ts',
    'window-imports-no-preload: renderer/imports-preload.ts',
    ...['storage', 'whatsapp', 'api', 'webhooks', 'brokers', 'tunnel', 'ipc', 'practice', 'observability'].map(
      (edge) => `${edge}-imports-no-sibling: main/${edge}/imports-sibling.ts`,
    ),
  ];
  expect(found.sort()).toEqual(planted.sort());
  expect([...new Set(planted.map((one) => one.split(':')[0]))].sort()).toEqual([...rules].sort());
});

test('the product breaks no import rule', async () => {
  test.setTimeout(180_000);
  expect(await violationsIn('main', 'preload', 'renderer', 'test', '--exclude', '^test/rules/plant/')).toEqual([]);
});
