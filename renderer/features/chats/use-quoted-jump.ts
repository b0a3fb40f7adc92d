import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { Message } from '../../../main/contract/entities.ts';
import type { MessageListHandle } from './message-list.tsx';
import type { Thread } from './thread.ts';

interface QuotedJump {
  /** Goes to the message that this one answers. */
  go: (message: Message) => void;
  /** Goes to that message. */
  goTo: (id: string) => void;
  /** It was looked for, and is not there. */
  isLost: boolean;
  forget: () => void;
}

/** Leads from an answer to what it answers, reading what is around it where it was not read. */
export function useQuotedJump(
  thread: Thread | undefined,
  loadAround: (id: string) => Promise<boolean>,
  list: RefObject<MessageListHandle | null>,
): QuotedJump {
  const [wanted, setWanted] = useState<string | null>(null);
  const [isLost, setLost] = useState(false);
  const goTo = useCallback(
    (id: string) => {
      setLost(false);
      void loadAround(id).then((isThere) => (isThere ? setWanted(id) : setLost(true)));
    },
    [loadAround],
  );
  const go = useCallback(
    (message: Message) => {
      if (message.reply_to?.message_id) goTo(message.reply_to.message_id);
    },
    [goTo],
  );
  // Only when the list has drawn what was read can it be scrolled there.
  useEffect(() => {
    if (wanted === null || !thread?.messages.some(({ id }) => id === wanted)) return;
    list.current?.show(wanted);
    setWanted(null);
  }, [wanted, thread, list]);
  return { go, goTo, isLost, forget: useCallback(() => setLost(false), []) };
}
