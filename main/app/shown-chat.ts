import type { Conversation } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import { chatsPlace } from '../contract/window-places.ts';

/** Whether that chat is open at an address of our window: by its id, or by its number as long as it had none. */
export function showsChat(url: string, lawyerId: LawyerId, { id, phone }: Pick<Conversation, 'id' | 'phone'>): boolean {
  const [, hash = ''] = url.split('#', 2);
  const [path = ''] = hash.split('?', 1);
  if (path === chatsPlace(lawyerId, id)) return true;
  return phone !== null && decoded(path) === `${chatsPlace(lawyerId)}/${phone}`;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
