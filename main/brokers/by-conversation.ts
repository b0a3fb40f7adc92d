import type { Event } from '../contract/event-log.ts';

/**
 * Publishes them all, conversations beside one another, and within each one after another: what comes later in a
 * conversation is not sent before what is in front of it is confirmed, so that a refusal changes no order. What belongs to
 * no conversation goes by its client. Rejects with the first refusal, when nothing is under way any more.
 */
export async function byConversation(
  events: readonly Event[],
  publish: (event: Event) => Promise<void>,
): Promise<void> {
  const conversations = Map.groupBy(events, ({ data }) => data.conversation_id ?? data.client_id ?? null);
  let refused = false;
  const results = await Promise.allSettled(
    [...conversations.values()].map(async (ofOne) => {
      for (const event of ofOne) {
        if (refused) return;
        await publish(event).catch((error: unknown) => {
          refused = true;
          throw error;
        });
      }
    }),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}
