import type { Delivery } from './receiver.ts';

/** What was written is not what the receiver got. The run has failed, whatever its figures are. */
export class NotExactlyOnce extends Error {}

export interface OnceOptions {
  /** After a kill a delivery may come again under its webhook-id, which is how the receiver knows it. */
  mayRepeat: boolean;
}

/**
 * Checks that each written message (by WhatsApp's id) was told under one webhook-id, and nothing else was. Answers with
 * the number of deliveries that came again under an id that was there already. Throws NotExactlyOnce.
 */
export function checkExactlyOnce(
  written: readonly string[],
  deliveries: readonly Delivery[],
  { mayRepeat }: OnceOptions,
): number {
  const told = new Map<string, Set<string>>();
  for (const { whatsappId, webhookId } of deliveries) {
    told.set(whatsappId, (told.get(whatsappId) ?? new Set()).add(webhookId));
  }
  const lost = written.filter((id) => !told.has(id)).length;
  const twice = [...told.values()].filter((ids) => ids.size > 1).length;
  const known = new Set(written);
  const foreign = [...told.keys()].filter((id) => !known.has(id)).length;
  const repeated = deliveries.length - new Set(deliveries.map(({ webhookId }) => webhookId)).size;
  const faults = [
    lost > 0 && `${lost} of ${written.length} messages were lost`,
    twice > 0 && `${twice} messages were told under two webhook ids`,
    foreign > 0 && `${foreign} messages were told that nobody wrote`,
    repeated > 0 && !mayRepeat && `${repeated} deliveries came twice though nothing was killed`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new NotExactlyOnce(faults.join('; '));
  return repeated;
}

/** An event that was queued, and the conversation within which it keeps its place. */
export interface QueuedEvent {
  id: string;
  conversation: string;
}

/**
 * Checks that one endpoint was told each queued event, and nothing else, once and behind what comes before it in its
 * conversation. `deliveries` are in the order in which they came in. Throws NotExactlyOnce.
 */
export function checkInOrder(queued: readonly QueuedEvent[], deliveries: readonly Pick<Delivery, 'webhookId'>[]): void {
  const places = new Map(queued.map(({ id, conversation }, place) => [id, { place, conversation }]));
  const reached = new Map<string, number>();
  const told = new Set<string>();
  const faults = { foreign: 0, twice: 0, early: 0 };
  for (const { webhookId } of deliveries) {
    const known = places.get(webhookId);
    if (!known) faults.foreign += 1;
    else if (told.has(webhookId)) faults.twice += 1;
    else {
      if (known.place < (reached.get(known.conversation) ?? 0)) faults.early += 1;
      reached.set(known.conversation, known.place);
    }
    told.add(webhookId);
  }
  const lost = queued.filter(({ id }) => !told.has(id)).length;
  const { foreign, twice, early } = faults;
  if (lost + foreign + twice + early === 0) return;
  throw new NotExactlyOnce(
    `of ${queued.length} queued events ${lost} were lost, ${twice} came twice, ${early} came before an earlier one of ` +
      `their conversation; ${foreign} came that were never queued`,
  );
}
