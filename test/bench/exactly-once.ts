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
