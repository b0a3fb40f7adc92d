import type { Message, StatusTime } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageTime } from '../contract/ipc/messages.ts';
import type { Stores } from './stores.ts';

/** What has happened to a message and when, the oldest first: how far one of ours has come, each edit, and that it was taken back. */
export async function timesOfMessage(stores: Stores, lawyerId: LawyerId, message: Message): Promise<MessageTime[]> {
  const { id, sent_at, edited_at, revoked_at } = message;
  const reached = (await stores.messages.times(lawyerId, [id])).get(id) ?? [];
  // Each text but the first one was written by an edit; the last one is the message's own.
  const versions = edited_at === null ? [] : await stores.messages.versions(lawyerId, id);
  const edits = new Set(versions.map(({ written_at }) => written_at).filter((written) => written > sent_at));
  if (edited_at !== null) edits.add(edited_at);
  return [
    ...reached.map(({ status, at }) => ({ what: status, at })),
    ...[...edits].map((at) => ({ what: 'edited' as const, at })),
    ...(revoked_at === null ? [] : [{ what: 'revoked' as const, at: revoked_at }]),
  ].sort(byTime);
}

/** What can be reached once: the first time is when it was. All else can happen again, by another try. */
const ONCE: ReadonlySet<StatusTime['status']> = new Set(['sent', 'delivered', 'read', 'played']);

/** The times of two copies of one message as those of one, the oldest first. */
export function joinTimes(one: readonly StatusTime[], other: readonly StatusTime[]): StatusTime[] {
  const seen = new Set<string>();
  return [...one, ...other].sort(byTime).filter(({ status, at }) => {
    const key = ONCE.has(status) ? status : `${status} ${at}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Of both copies, in the caller's transaction; the one that is shown has them from then on. */
export async function copyTimes(stores: Stores, lawyerId: LawyerId, from: MessageId, to: MessageId): Promise<void> {
  const times = await stores.messages.times(lawyerId, [from, to]);
  const [left, shown] = [times.get(from), times.get(to) ?? []];
  if (left) await stores.messages.setTimes(lawyerId, to, joinTimes(left, shown));
}

function byTime(one: { at: string }, other: { at: string }): number {
  return Date.parse(one.at) - Date.parse(other.at);
}
