import { app } from 'electron';
import type { UpdateSupport } from '../../contract/updates.ts';
import { packageType, readBuild, updateSupport } from './build-mark.ts';
import type { OpenedUpdater } from './open-updater.ts';

export interface FoundUpdater {
  support: UpdateSupport;
  feed: string | null;
  /** Null: nothing is ever fetched. */
  updater: OpenedUpdater | null;
}

/** What this app can be updated by. Nothing of the updater is loaded where it has nothing to do. */
export async function findUpdater({ headless }: { headless: boolean }): Promise<FoundUpdater> {
  const build = readBuild({ isPackaged: app.isPackaged, appPath: app.getAppPath() });
  const installed = packageType(process.resourcesPath, process.env, process.platform);
  const support = updateSupport(build, installed);
  if (support !== 'possible' || build.kind !== 'release' || build.feed === undefined || installed === null) {
    return { support, feed: null, updater: null };
  }
  const { feed, key } = build;
  // Without a window nobody could say a word.
  if (headless) return { support, feed, updater: null };
  const { openUpdater } = await import('./open-updater.ts');
  return { support, feed, updater: openUpdater({ feed, key, version: app.getVersion(), installed }) };
}
