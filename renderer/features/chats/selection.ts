import type { Conversation } from '../../../main/contract/entities.ts';

/** What the person has opened: a chat, or a number that may have no chat yet. */
export type Selection = { kind: 'chat'; id: string } | { kind: 'number'; phone: string };

export type OpenChat =
  | { kind: 'none' }
  | { kind: 'chat'; conversation: Conversation }
  | { kind: 'number'; phone: string };

/** What is open. A number becomes its chat as soon as there is one. */
export function openChat(selection: Selection | undefined, conversations: readonly Conversation[]): OpenChat {
  if (!selection) return { kind: 'none' };
  const conversation = conversations.find((one) =>
    selection.kind === 'chat' ? one.id === selection.id : one.phone === selection.phone,
  );
  if (conversation) return { kind: 'chat', conversation };
  return selection.kind === 'number' ? selection : { kind: 'none' };
}
