import type { LawyerId } from '../contract/ids.ts';
import type { PageMessage } from '../contract/page-reports.ts';
import type { Clock, Millis } from './clock.ts';
import { PageError } from './page-error.ts';
import type { Database, WhatsAppPage } from './ports.ts';
import type { StoreFacts } from './store-facts.ts';

/** How far back the status of what was sent is followed, and for how many messages at most. */
const STATUS_WINDOW: Millis = 14 * 24 * 60 * 60_000;
const MAX_OPEN = 500;

interface Dependencies {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
  lawyerId: LawyerId;
  store: StoreFacts;
}

/**
 * An acknowledgement that came while nobody listened moves no chat, so each message of ours that is still open is looked
 * at. Once for each load of the page is enough: later ones are reported. Rejects with a PageError.
 */
export async function catchUpStatuses({ database, clock, page, lawyerId, store }: Dependencies): Promise<void> {
  const since = clock.now() - STATUS_WINDOW;
  const open = await database.read((stores) => stores.messages.openSince(lawyerId, since, MAX_OPEN));
  for (const { chat, whatsappId } of open) {
    const readAt = clock.now();
    const message = await findOrNull(page, chat, whatsappId);
    if (message?.id !== whatsappId || !message.fromMe) continue;
    await store([{ kind: 'message', message }], 'history', readAt);
  }
}

/** A page that refuses to look for one message (its chat may be gone) keeps us from none of the others. */
async function findOrNull(page: WhatsAppPage, chat: string, id: string): Promise<PageMessage | null> {
  try {
    return await page.command('findMessage', { chat, id, fromMe: true });
  } catch (error) {
    if (error instanceof PageError && error.reason !== 'no_answer') return null;
    throw error;
  }
}
