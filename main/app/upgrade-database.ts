import { utilityProcess } from 'electron';
import type { TellStep } from '../storage/migrate.ts';
import { type DatabaseToUpgrade, failureOfUpgrade, type UpgradeNews } from '../storage/upgrade.ts';
import { paths } from './paths.ts';

/**
 * Brings a database to the newest schema in a process of its own: one statement can take minutes, in which nothing else
 * would run here, and a thread cannot be ended meanwhile. That process can, and ends with the app: what it was at is undone
 * by SQLite and done again at the next start. Rejects with MigrationFailedError, or with what kept the file from being opened.
 */
export function upgradeDatabase(database: DatabaseToUpgrade, tellStep: TellStep): Promise<void> {
  const child = utilityProcess.fork(paths.upgradeProcess, [], { serviceName: 'Lexline database' });
  let last: UpgradeNews | null = null;
  child.on('message', (news: UpgradeNews) => {
    last = news;
    if (news.kind === 'step') tellStep(news.step, news.steps);
    // It does not end by itself: its last message could then come after its end.
    else child.kill();
  });
  child.postMessage(database);
  return new Promise((resolve, reject) => {
    // The file is nobody's once it has ended.
    child.once('exit', (code) => {
      if (last?.kind === 'done') resolve();
      else if (last?.kind === 'failed') reject(failureOfUpgrade(last));
      else reject(Object.assign(new Error('The upgrade of the database ended early.'), { code: `UPGRADE_${code}` }));
    });
  });
}
