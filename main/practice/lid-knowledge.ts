import { setTimeout as timeout } from 'node:timers';
import type { Faults } from './faults.ts';

/** Which numbers behind lids a page of the account may know. With `lids: late` they are learnt after a while, or on asking. */
export interface LidKnowledge {
  knows(account: string, client: string): boolean;
  /** The page has met a person whose number it may learn later. */
  meet(account: string, client: string): void;
  /** The page has asked WhatsApp about the number. */
  learn(account: string, client: string): void;
  stop(): void;
}

/** `onLearnt` is called once for each number that becomes known while `lids` is `late`. */
export function createLidKnowledge(
  faults: Faults,
  lateMs: number,
  onLearnt: (account: string, client: string) => void,
): LidKnowledge {
  const learnt = new Set<string>();
  const waiting = new Map<string, NodeJS.Timeout>();

  function learn(account: string, client: string): void {
    const key = `${account} ${client}`;
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    if (learnt.has(key)) return;
    learnt.add(key);
    onLearnt(account, client);
  }

  faults.onChange(({ lids }, before) => {
    if (lids !== 'late' || before.lids === 'late') return;
    // Each time the fault comes on, everything is to be learnt anew.
    learnt.clear();
  });

  return {
    knows: (account, client) => faults.current().lids !== 'late' || learnt.has(`${account} ${client}`),
    meet(account, client) {
      const key = `${account} ${client}`;
      if (faults.current().lids !== 'late' || learnt.has(key) || waiting.has(key)) return;
      waiting.set(key, timeout(learn, lateMs, account, client));
    },
    learn,
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
