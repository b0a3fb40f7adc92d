import { now } from '../../demo/now.ts';
import type { DevTools } from './dev-tools.ts';

/** Questions asked to learn how far the page's clock is from ours: the quickest answer tells best. */
const CLOCK_QUESTIONS = 25;

/**
 * Runs in the page, beside our own script. The page holds a message from the moment its store reports it with its text:
 * at `add`, or where it came undecrypted first, when its type changes from `ciphertext`. wa-js hears of it after that.
 */
const PROBE = `(() => {
  const times = new Map();
  const note = (message) => {
    if (message.id.fromMe || message.type === 'ciphertext' || times.has(message.id.id)) return;
    times.set(message.id.id, performance.timeOrigin + performance.now());
  };
  const store = window.WPP.whatsapp.MsgStore;
  store.on('add', note);
  store.on('change:type', note);
  window.benchTimes = times;
})()`;

export interface MessageTimes {
  /**
   * When the page held each of these messages (WhatsApp's ids) with its text, in ms by our clock; and forgets them all.
   * Rejects when it never held one of them: then it was loaded anew meanwhile, and its times say nothing.
   */
  take(ids: readonly string[]): Promise<Map<string, number>>;
}

/** Notes in the page when each incoming message was there. The page's script must be at work already. */
export async function noteMessageTimes(page: DevTools): Promise<MessageTimes> {
  await page.evaluate(PROBE);
  return {
    async take(ids) {
      const offset = await clockOffset(page);
      const entries = await page.evaluate<[string, number][]>(
        '(() => { const entries = [...window.benchTimes]; window.benchTimes.clear(); return entries; })()',
      );
      const times = new Map(entries.map(([id, time]) => [id, time - offset]));
      const unseen = ids.filter((id) => !times.has(id)).length;
      if (unseen > 0) throw new Error(`the page was loaded anew: it has no time of ${unseen} messages`);
      return times;
    },
  };
}

/** How far the page's clock is ahead of ours, in ms. Both come from one machine, yet each process starts its own. */
async function clockOffset(page: DevTools): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 };
  for (let question = 0; question < CLOCK_QUESTIONS; question++) {
    const before = now();
    const there = await page.evaluate<number>('performance.timeOrigin + performance.now()');
    const after = now();
    const took = after - before;
    if (took < best.took) best = { took, offset: there - (before + after) / 2 };
  }
  return best.offset;
}
