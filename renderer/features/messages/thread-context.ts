import { createContext, useContext } from 'react';
import type { Message } from '../../../main/contract/entities.ts';

/** What a message can ask of the chat that it stands in. */
export interface ThreadContext {
  lawyerId: string;
  isGroup: boolean;
  /** What the chat is called, which in a chat with one person is that person. */
  title: string;
  /** Nothing can be done with its messages but to read them. */
  isReadOnly: boolean;
  /** Puts the text of a message that was not sent back into the compose box. */
  onAgain(text: string): void;
  onMenu(message: Message, anchor: HTMLElement): void;
  onReactions(message: Message, anchor: HTMLElement): void;
  onReply(message: Message): void;
  onEdit(message: Message): void;
  onVersions(message: Message): void;
  /** Sends once more what may have arrived, after a question. */
  onRetryUnsure(message: Message): void;
  /** Shows a photo or a film in full. */
  onView(message: Message): void;
  /** Goes to the message that this one answers. */
  onQuoted(message: Message): void;
  /** Reads a message again, of whose changes nobody tells. */
  onRefresh(message: Message): void;
  /** Opens the chat with a number, as from a contact card. */
  onWrite(phone: string): void;
}

const Context = createContext<ThreadContext | null>(null);

export const ThreadProvider = Context.Provider;

export function useThreadContext(): ThreadContext {
  const context = useContext(Context);
  if (!context) throw new Error('a message stands in no chat');
  return context;
}
