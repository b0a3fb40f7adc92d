import type { LawyerId } from '../contract/ids.ts';
import { parseChat } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { learnName } from './find-or-create-conversation.ts';
import { newId } from './new-id.ts';
import type { Stores } from './stores.ts';

/** Takes over the name that the list of chats has: a group's as it is now, a person's where there was none. */
export async function learnChat(
  stores: Stores,
  lawyerId: LawyerId,
  { jid, name }: { jid: string; name: string },
  at: Millis,
): Promise<void> {
  const chat = parseChat(jid);
  if (!chat || name === '') return;
  if (chat.type === 'person') {
    const client = await stores.clients.findByAlias(lawyerId, chat.address.kind, chat.address.value);
    if (client) await learnName(stores, lawyerId, client, name, at);
    return;
  }
  const { id } = await stores.conversations.ofGroup(lawyerId, { jid, title: name, newId: newId('con', at), at });
  const conversation = await stores.conversations.find(lawyerId, id);
  if (conversation && conversation.title !== name) await stores.conversations.setTitle(lawyerId, id, name);
}
