/** How Lexline is, seen from here. */
export interface LexlineStatus {
  isReached: boolean;
  /** Since when it is reached, or is not, in ms since 1970. */
  since: number;
  /** What goes wrong although it is reached; null: nothing. */
  trouble: string | null;
  /** Why its webhooks do not arrive; null: they do; undefined: that was not looked at yet. */
  webhookTrouble: string | null | undefined;
}

/** The same in a sentence. */
export function sentenceOf(status: LexlineStatus): { isGood: boolean; text: string } {
  const { isReached, since, trouble, webhookTrouble } = status;
  const time = new Date(since).toLocaleString('en-GB');
  if (!isReached) return { isGood: false, text: `Lexline not reached since ${time}. What is missed comes by itself.` };
  if (trouble !== null) return { isGood: false, text: `Lexline is reached, but: ${trouble}.` };
  if (typeof webhookTrouble === 'string') {
    return { isGood: false, text: `Webhooks do not arrive (${webhookTrouble}). Events come from the log alone.` };
  }
  return {
    isGood: true,
    text: `Lexline is reached since ${time}${webhookTrouble === null ? ', and its webhooks arrive' : ''}.`,
  };
}

export interface LexlineWatch {
  status(): LexlineStatus;
  note(change: Pick<Partial<LexlineStatus>, 'trouble' | 'webhookTrouble'>): void;
  /** To be used for every request to Lexline: by what becomes of each, it is known whether it is reached. */
  fetch: typeof globalThis.fetch;
}

/** `changed` is called after each change. `now` is in ms since 1970. */
export function watchLexline(changed: () => void, now: () => number): LexlineWatch {
  let status: LexlineStatus = { isReached: false, since: now(), trouble: null, webhookTrouble: undefined };

  function change(to: Partial<LexlineStatus>): void {
    status = { ...status, ...to };
    changed();
  }
  function noteReached(isReached: boolean): void {
    if (isReached !== status.isReached) change({ isReached, since: now() });
  }

  return {
    status: () => status,
    note: change,
    async fetch(...request) {
      try {
        const answer = await fetch(...request);
        // What a proxy or a tunnel says when nobody is behind it.
        noteReached(answer.status !== 502 && answer.status !== 504);
        return answer;
      } catch (error) {
        noteReached(false);
        throw error;
      }
    },
  };
}
