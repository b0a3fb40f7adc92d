import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { NamedChat } from '../contract/ipc/named-chat.ts';
import type { Stores } from './stores.ts';

/** So many chats of one list are named; of the rest it is said how many they are. */
const NAMED = 5;

/** Names the first few of a lawyer's chats, and reads the title of each but once, however many lists it stands in. */
export function chatNamer(
  stores: Stores,
  lawyerId: LawyerId,
): (ids: readonly ConversationId[]) => Promise<NamedChat[]> {
  const titles = new Map<ConversationId, string | null>();

  async function titleOf(id: ConversationId): Promise<string | null> {
    const known = titles.get(id);
    if (known !== undefined) return known;
    const title = (await stores.conversations.find(lawyerId, id))?.title ?? null;
    titles.set(id, title);
    return title;
  }

  return async (ids) => {
    const named: NamedChat[] = [];
    for (const id of ids.slice(0, NAMED)) named.push({ id, title: await titleOf(id) });
    return named;
  };
}
