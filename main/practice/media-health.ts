import type { Faults } from './faults.ts';

/** Whether the bytes of a message can be had from WhatsApp now. */
export interface MediaHealth {
  /** What a download of that message's file meets: the bytes, an error that passes, or that WhatsApp has dropped them. */
  download(account: string, message: number): 'ok' | 'failed' | 'gone';
  /** Asks the sender's phone to upload the file once more. True when it has done so at once. */
  reupload(account: string, message: number): boolean;
}

/** `onReuploaded` is told of files which were asked for while the phones did not answer, once they do. */
export function createMediaHealth(
  faults: Faults,
  onReuploaded: (account: string, messages: readonly number[]) => void,
): MediaHealth {
  const failedOnce = new Set<string>();
  const gone = new Set<string>();
  const asked = new Map<string, Set<number>>();

  faults.onChange(({ media }, before) => {
    if (media === before.media) return;
    failedOnce.clear();
    if (media === 'gone') return;
    for (const [account, messages] of asked) {
      for (const message of messages) gone.delete(`${account} ${message}`);
      onReuploaded(account, [...messages]);
    }
    asked.clear();
  });

  return {
    download(account, message) {
      const key = `${account} ${message}`;
      const { media } = faults.current();
      if (media === 'gone') gone.add(key);
      if (gone.has(key)) return 'gone';
      if (media !== 'fails_first' || failedOnce.has(key)) return 'ok';
      failedOnce.add(key);
      return 'failed';
    },
    reupload(account, message) {
      if (faults.current().media !== 'gone') {
        gone.delete(`${account} ${message}`);
        return true;
      }
      const messages = asked.get(account) ?? new Set();
      messages.add(message);
      asked.set(account, messages);
      return false;
    },
  };
}
