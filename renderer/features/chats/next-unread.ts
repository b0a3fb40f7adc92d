import type { Conversation } from '../../../main/contract/entities.ts';

/** The next chat of the list with something unread, behind that place and then from the top. */
export function nextUnread(conversations: readonly Conversation[], current: number): Conversation | undefined {
  const isUnread = ({ unread_count: count }: Conversation) => count > 0;
  return conversations.slice(current + 1).find(isUnread) ?? conversations.slice(0, Math.max(0, current)).find(isUnread);
}
