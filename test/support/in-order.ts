import { Event } from '../../main/contract/event-log.ts';

/** The ids by conversation, each where it came first: repeated ones change no order. */
export function idsByConversation(bodies: readonly string[]): Record<string, string[]> {
  const seen: Record<string, string[]> = {};
  for (const body of bodies) {
    const { id, data } = Event.parse(JSON.parse(body));
    const conversation = data.conversation_id ?? 'none';
    const ids = seen[conversation] ?? [];
    if (!ids.includes(id)) seen[conversation] = [...ids, id];
  }
  return seen;
}
