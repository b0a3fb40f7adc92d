import { PageChat } from '../contract/page-reports.ts';
import { PageError } from './page-error.ts';
import type { ParseItems } from './parse-each.ts';
import type { WhatsAppPage } from './ports.ts';

/** The chats that the page lists, and how many of its list are malformed: which chats those are, nobody knows. */
export interface ListedChats {
  chats: PageChat[];
  refused: number;
}

/**
 * Asks the page for its list of chats. What is malformed is left out and counted: of a list with any of it, never say that
 * everything was read. Rejects with PageError `malformed` where all of it is: such a list says nothing.
 */
export async function listedChats(page: WhatsAppPage, parse: ParseItems): Promise<ListedChats> {
  const answer = await page.command('listChats', undefined);
  const chats = (await parse(PageChat, answer)).filter((chat) => chat !== null);
  if (chats.length === 0 && answer.length > 0) throw new PageError('malformed', 'listChats');
  return { chats, refused: answer.length - chats.length };
}
