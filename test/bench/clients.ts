import { setTimeout as sleep } from 'node:timers/promises';
import type { PracticeClient } from '../../main/practice/practice-client.ts';
import { now } from '../demo/now.ts';

/** The number of a simulated client, 1 to 9,999: different ones have chats of their own. */
export function clientNumber(n: number): string {
  return `+491511${String(n).padStart(7, '0')}`;
}

/** Of the length that people write. */
function textOf(n: number): string {
  return `Message ${n}: I have received a letter from the court, and it says that I must answer within two weeks.`;
}

interface Traffic {
  phones: PracticeClient;
  /** The lawyer's number. */
  account: string;
  /** The first of the clients that write; the others follow it. */
  firstClient: number;
  chats: number;
  count: number;
}

function message({ firstClient, chats }: Traffic, n: number): { client: string; text: string; name: string } {
  const client = firstClient + (n % chats);
  return { client: clientNumber(client), text: textOf(n), name: `Client ${client}` };
}

/** All at once: the page gets them as fast as it can take them. Answers with WhatsApp's ids. */
export function writeAtOnce(traffic: Traffic): Promise<string[]> {
  const messages = Array.from({ length: traffic.count }, (_, n) => message(traffic, n));
  return traffic.phones.writeMany(traffic.account, messages);
}

/** One message after the other at a steady rate, whether or not the one before it was taken. Answers with the ids. */
export async function writeSteadily(traffic: Traffic, perSecond: number): Promise<string[]> {
  const { phones, account, count } = traffic;
  const start = now();
  const ids: Promise<string>[] = [];
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, start + (n * 1000) / perSecond - now()));
    const written = phones.writeAsClient({ account, ...message(traffic, n) }).then(({ id }) => id);
    // One that fails is told when all are waited for, not before.
    written.catch(() => {});
    ids.push(written);
  }
  return Promise.all(ids);
}
