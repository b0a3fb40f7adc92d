import type { LawyerId } from '../contract/ids.ts';
import type { PageChat } from '../contract/page-reports.ts';
import { type ChatKind, parseChat } from './chat-address.ts';
import type { Stores } from './stores.ts';

/**
 * Which of the page's chats hold something newer than what is stored. `seen` is what a chat looked like when all of it
 * was read: what moved it may have been nothing that is stored.
 */
export async function missedChats(
  stores: Stores,
  lawyerId: LawyerId,
  chats: readonly PageChat[],
  seen: (chat: string) => PageChat | null,
): Promise<string[]> {
  const { groups } = await stores.lawyerSettings.get(lawyerId);
  const missed: string[] = [];
  for (const chat of chats) {
    const kind = parseChat(chat.chat);
    if (!kind || (kind.type === 'group' && groups === 'ignore') || chat.lastTimestamp === 0) continue;
    const before = seen(chat.chat);
    if (before && chat.lastTimestamp <= before.lastTimestamp && chat.lastId === before.lastId) continue;
    if (!(await isStored(stores, lawyerId, chat, kind))) missed.push(chat.chat);
  }
  return missed;
}

async function isStored(stores: Stores, lawyerId: LawyerId, chat: PageChat, kind: ChatKind): Promise<boolean> {
  if (chat.lastId !== null) {
    for (const direction of ['inbound', 'outbound'] as const) {
      if (await stores.messages.findByWhatsAppId(lawyerId, direction, chat.lastId)) return true;
    }
  }
  const history = await stores.histories.get(lawyerId, chat.chat);
  const until = history?.completeUntil ?? 0;
  if (chat.lastTimestamp < until || (chat.lastTimestamp === until && chat.lastId === null)) return true;
  if (chat.lastId !== null || kind.type === 'group') return false;
  const client = await stores.clients.findByAlias(lawyerId, kind.address.kind, kind.address.value);
  const ref = client && (await stores.conversations.findByClient(lawyerId, client));
  const last = ref && (await stores.conversations.find(lawyerId, ref.id))?.last_message;
  return !!last && Date.parse(last.sent_at) >= chat.lastTimestamp * 1000;
}
