import type { Client } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import type { Stores } from './stores.ts';

/** What a conversation with somebody is called: by the name, or else by the number, or by what else there is. */
function titleOfClient({ name, phone, aliases }: Pick<Client, 'name' | 'phone' | 'aliases'>): string {
  return name ?? phone ?? aliases.find(({ kind }) => kind === 'lid')?.value ?? aliases[0]?.value ?? '';
}

/** Names a conversation anew, after what is known of its client has changed. */
export async function retitle(stores: Stores, lawyerId: LawyerId, clientId: ClientId): Promise<void> {
  const client = await stores.clients.find(lawyerId, clientId);
  if (!client?.conversation_id) return;
  // Whoever has lost every address is still called by the last one.
  const title = titleOfClient(client);
  if (title !== '') await stores.conversations.setTitle(lawyerId, client.conversation_id, title);
}
