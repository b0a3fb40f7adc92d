import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { takeAppId } from '../../../main/app/app-id.ts';
import { ROOT } from '../../support/running-app.ts';

test('on Windows the app calls itself what its shortcut does, so that its notifications are shown', () => {
  const taken: string[] = [];
  const app = { setAppUserModelId: (id: string) => void taken.push(id) };
  takeAppId(app, 'linux');
  takeAppId(app, 'darwin');
  expect(taken).toEqual([]);
  takeAppId(app, 'win32');
  const packing = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  expect(taken).toEqual([/^appId: (\S+)$/m.exec(packing)?.[1]]);
  // It is of no use before anything that shows one.
  expect(readFileSync(join(ROOT, 'main/app/start.ts'), 'utf8')).toContain('takeAppId(app, process.platform)');
});
