import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../bridge.ts';
import { QUEUE_KEYS } from '../queue/keys.ts';
import { withoutFile, withoutReply, withoutTaken } from './draft-changes.ts';
import type { Draft } from './draft-store.ts';
import { piecesOf } from './pieces-of.ts';
import type { ChangeDraft } from './use-draft.ts';

/** Where a message goes: into a chat, or to a number that may have none. */
export type Target = { conversation_id: string } | { to: string };

interface SendOptions {
  lawyerId: string;
  target: Target;
  change: ChangeDraft;
  /** The chat has something new in it. */
  onSent: () => Promise<unknown>;
}

/**
 * Gives what is in a draft to the main process, which keeps it until it is sent. Each part leaves the draft when it was
 * taken, so that after a refusal what is left is what was not.
 */
export function useSend({ lawyerId, target, change, onSent }: SendOptions) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: Draft) => {
      for (const { message, file } of piecesOf(draft)) {
        await call('messages.send', { lawyer_id: lawyerId, ...target, ...message });
        if (message.text !== undefined) change(withoutTaken(message.text));
        if (message.reply_to !== undefined) change(withoutReply);
        if (file !== null) change(withoutFile(file));
      }
    },
    // Nobody waits for what is read anew: they write on.
    onSettled: () => {
      void onSent();
      void client.invalidateQueries({ queryKey: QUEUE_KEYS.outbox(lawyerId) });
    },
  });
}

/** Queues the changed text of a message that was sent. */
export function useEdit(lawyerId: string) {
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      call('messages.edit', { lawyer_id: lawyerId, id, text }),
  });
}
