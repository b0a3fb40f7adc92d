import type { LawyerId } from '../contract/ids.ts';
import { PageMessage } from '../contract/page.ts';
import { parseJid } from './chat-address.ts';
import type { Clock, Database, WhatsAppPage } from './ports.ts';
import { receiveFromPage } from './receive-from-page.ts';

const BATCH = 100;

/** Seconds. Messages can arrive late and out of order: what is younger than this is read again the next time. */
const SETTLING_TIME = 300;

interface Dependencies {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
}

/**
 * Reads from the page whatever is newer than what is known to be complete, chat by chat, so that nothing is missed
 * that came while the app was closed, or before its listeners were attached. Reading twice stores nothing twice.
 * Rejects with a PageError when the page goes away; a later call goes on from the marks that were set.
 */
export async function reconcileChats(deps: Dependencies, lawyerId: LawyerId): Promise<void> {
  const chats = await deps.page.command('listChats', undefined);
  for (const { chat, lastTimestamp } of chats) {
    if (!parseJid(chat)) continue;
    const through = await deps.database.read((stores) => stores.chatMarks.get(lawyerId, chat));
    if (through === null || lastTimestamp > through) await reconcileChat(deps, lawyerId, chat, through);
  }
}

async function reconcileChat(
  deps: Dependencies,
  lawyerId: LawyerId,
  chat: string,
  through: number | null,
): Promise<void> {
  let oldest: PageMessage | undefined;
  let newest = 0;
  let oldestUndecrypted = Number.POSITIVE_INFINITY;
  let done = false;
  while (!done) {
    const { messages, isLast } = await readBatch(deps.page, chat, oldest);
    const at = deps.clock.now();
    await deps.database.write((stores) =>
      receiveFromPage(
        stores,
        lawyerId,
        messages.map((message) => ({ kind: 'message', message })),
        at,
      ),
    );
    for (const message of messages) {
      newest = Math.max(newest, message.timestamp);
      if (message.type === 'ciphertext') oldestUndecrypted = Math.min(oldestUndecrypted, message.timestamp);
    }
    const first = messages[0];
    const reachedKnown = first !== undefined && through !== null && first.timestamp <= through;
    done = isLast || reachedKnown || first === undefined || first.id === oldest?.id;
    oldest = first;
  }
  const settled = Math.floor(deps.clock.now() / 1000) - SETTLING_TIME;
  const complete = Math.min(newest, settled, oldestUndecrypted - 1);
  if (complete > (through ?? 0)) await deps.database.write((stores) => stores.chatMarks.set(lawyerId, chat, complete));
}

/** The messages before the given one, oldest first; the newest ones when none is given. Malformed ones are left out. */
async function readBatch(
  page: WhatsAppPage,
  chat: string,
  before: PageMessage | undefined,
): Promise<{ messages: PageMessage[]; isLast: boolean }> {
  const anchor = before ? { id: before.id, fromMe: before.fromMe } : null;
  const answer = await page.command('readMessages', { chat, before: anchor, count: BATCH });
  return { messages: answer.flatMap((item) => PageMessage.safeParse(item).data ?? []), isLast: answer.length < BATCH };
}
