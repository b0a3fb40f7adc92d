import { clockOffset } from './clock-offset.ts';
import type { DevTools } from './dev-tools.ts';

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
