import { PageChat } from '../contract/page-reports.ts';
import { PageError } from './page-error.ts';
import type { ParseItems } from './parse-each.ts';
import type { WhatsAppPage } from './ports.ts';

/**
 * The chats that the page lists, without those that are malformed. Throws PageError `malformed` where all are: that list
 * says nothing, and must not be taken for that of an account without chats, of which everything would have been read.
 */
export async function listedChats(page: WhatsAppPage, parse: ParseItems): Promise<PageChat[]> {
  const answer = await page.command('listChats', undefined);
  const chats = (await parse(PageChat, answer)).filter((chat) => chat !== null);
  if (chats.length === 0 && answer.length > 0) throw new PageError('malformed', 'listChats');
  return chats;
}
