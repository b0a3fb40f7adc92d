import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLogMover } from '../../../main/storage/log-mover.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';

test('who closes while the log is being moved waits for that, and nothing is moved afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-log-'));
  const [file, key] = [join(folder, 'one.db'), randomBytes(32)];
  const sqlite = openSqlite(file, key);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('CREATE TABLE one (value)');
  const mover = createLogMover(file, key);
  // The thread is only being started.
  const moved = mover.move();
  await mover.close();
  expect(await moved).toBe(true);
  expect(await mover.move()).toBe(false);
  sqlite.close();
  rmSync(folder, { recursive: true, force: true });
});
