import { MAX_FOLLOWERS } from '../../main/contract/page-channels.ts';
import type { PageMessage } from '../../main/contract/page-reports.ts';

type Follower = PageMessage['followedBy'][number];

/** What can be read of a message of a page; of a malformed one the place alone, or nothing. */
type Read = PageMessage | Follower | null;

/**
 * Says of each what stands behind it with the same time, of messages in the page's order. `anchor` stands behind the last
 * one; its time is not known here, and the reader compares it.
 */
export function withFollowers<Message extends Read>(messages: readonly Message[], anchor?: Follower): Message[] {
  return messages.map((message, index) => {
    if (!isWhole(message)) return message;
    const followedBy: Follower[] = [];
    let next = index + 1;
    for (; next < messages.length && followedBy.length < MAX_FOLLOWERS; next += 1) {
      const follower = messages[next] ?? null;
      if (isWhole(follower) && follower.timestamp !== message.timestamp) break;
      if (follower) followedBy.push({ id: follower.id, fromMe: follower.fromMe });
    }
    if (anchor && next === messages.length) followedBy.push({ id: anchor.id, fromMe: anchor.fromMe });
    return { ...message, followedBy: followedBy.slice(0, MAX_FOLLOWERS) };
  });
}

function isWhole(message: Read): message is PageMessage {
  return message !== null && 'timestamp' in message;
}
