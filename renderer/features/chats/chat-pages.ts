import type { InfiniteData } from '@tanstack/react-query';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { IpcOutput } from '../../../main/contract/ipc.ts';

/** What has been read of the list of chats, page by page. */
export type ChatPages = InfiniteData<IpcOutput<'conversations.list'>, string | null>;

/**
 * The pages with the newer state of a chat in its place: the one last written in comes first. One that lies behind what
 * has been read is left out, as it comes with its page.
 */
export function withRow(pages: ChatPages, fresh: Conversation): ChatPages {
  const last = pages.pages.length - 1;
  const end = pages.pages.findLast(({ data }) => data.length > 0)?.data.at(-1);
  const isBehind = end !== undefined && isBefore(end, fresh);
  const rest = withoutRow(pages, fresh.id);
  if (isBehind && pages.pages[last]?.next_cursor !== null) return rest;
  const next = rest.pages.findIndex(({ data }) => data.some((one) => isBefore(fresh, one)));
  // Between two pages it is the end of the earlier one.
  const isFirst = next > 0 && rest.pages[next]?.data.findIndex((one) => isBefore(fresh, one)) === 0;
  const place = next < 0 ? last : isFirst ? next - 1 : next;
  return {
    ...rest,
    pages: rest.pages.map((page, index) => {
      if (index !== place) return page;
      const at = page.data.findIndex((one) => isBefore(fresh, one));
      return { ...page, data: page.data.toSpliced(at < 0 ? page.data.length : at, 0, fresh) };
    }),
  };
}

/** The pages without a chat that is gone. */
export function withoutRow(pages: ChatPages, id: string): ChatPages {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.data.some((one) => one.id === id) ? { ...page, data: page.data.filter((one) => one.id !== id) } : page,
    ),
  };
}

/** As the main process orders them. */
function isBefore(one: Conversation, other: Conversation): boolean {
  const [mine, theirs] = [activityOf(one), activityOf(other)];
  return mine === theirs ? one.id > other.id : mine > theirs;
}

function activityOf({ last_message: last, created_at: created }: Conversation): string {
  return last?.sent_at ?? created;
}
