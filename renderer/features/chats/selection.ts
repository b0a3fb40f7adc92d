import type { Conversation } from '../../../main/contract/entities.ts';
import { pathTo } from '../../routing/path.ts';

/** What the person has opened: a chat, or a number that may have no chat yet. */
export type Selection = { kind: 'chat'; id: string } | { kind: 'number'; phone: string };

/** The address of a lawyer's chats, and of the one that is open among them. */
export const CHATS_PATH = '/lawyer/:lawyerId/chats/:chat?';

/** In the place of a chat in the address: how it is with WhatsApp, and what can be done. */
export const SESSION = 'session';

/** A chat stands in the address by its id, a number as it is. */
export function selectionOf(chat: string | undefined): Selection | undefined {
  if (chat === undefined) return undefined;
  return chat.startsWith('+') ? { kind: 'number', phone: chat } : { kind: 'chat', id: chat };
}

export function chatsPath(lawyerId: string, selection?: Selection): string {
  return pathTo(CHATS_PATH, { lawyerId, chat: selection?.kind === 'number' ? selection.phone : selection?.id });
}

/** Where it is said how it is with WhatsApp, and what can be done. */
export function sessionPath(lawyerId: string): string {
  return pathTo(CHATS_PATH, { lawyerId, chat: SESSION });
}

export type OpenChat =
  | { kind: 'none' }
  /** It is being read, or could not be. */
  | { kind: 'opening' | 'failed' }
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
