import { join } from 'node:path';
import { ROOT } from '../../support/running-app.ts';
import { clockOffset } from './clock-offset.ts';
import type { DevTools } from './dev-tools.ts';

/**
 * Runs in the main process, through its inspector: nothing of it is in the product. It looks on at the statements of the
 * database's driver: what a transaction has inserted into messages and events is noted when its COMMIT has returned.
 */
const PROBE = `(() => {
  const require = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(join(ROOT, 'package.json'))});
  const Sqlite = require('better-sqlite3');
  const memory = new Sqlite(':memory:');
  const prototype = Object.getPrototypeOf(memory.prepare('SELECT 1'));
  memory.close();
  const { run } = prototype;
  const times = new Map();
  const isId = (value) => typeof value === 'string' && value.length <= 40;
  let inserted = [];
  prototype.run = function (...parameters) {
    const result = run.apply(this, parameters);
    const { source } = this;
    if (source === 'COMMIT') {
      const at = performance.timeOrigin + performance.now();
      for (const id of inserted) if (!times.has(id)) times.set(id, at);
      inserted = [];
    } else if (source.startsWith('insert into "events"') || source.startsWith('insert into "messages"')) {
      inserted.push(...parameters.flat().filter(isId));
    }
    return result;
  };
  globalThis.benchCommits = times;
})()`;

export interface CommitTimes {
  /**
   * When the message or the event with each of these ids (ours, or WhatsApp's) was committed, in ms by our clock; and
   * forgets them all. Rejects when one of them was not.
   */
  take(ids: readonly string[]): Promise<Map<string, number>>;
}

/** Notes in the main process when what is stored is on disk. */
export async function noteCommitTimes(main: DevTools): Promise<CommitTimes> {
  await main.evaluate(PROBE);
  return {
    async take(ids) {
      const offset = await clockOffset(main);
      const found = await main.evaluate<[string, number][]>(
        `((ids) => {
          const times = globalThis.benchCommits;
          const found = ids.filter((id) => times.has(id)).map((id) => [id, times.get(id)]);
          times.clear();
          return found;
        })(${JSON.stringify(ids)})`,
      );
      if (found.length < ids.length)
        throw new Error(`${ids.length - found.length} of ${ids.length} were not committed`);
      return new Map(found.map(([id, time]) => [id, time - offset]));
    },
  };
}
