import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Ledger } from './ledger.ts';
import type { FactOf } from './ledger-entry.ts';
import type { MediaStore } from './media-store.ts';

/** A history to be made in bulk: so many messages in so many chats, evenly over a span of time. */
export const Seed = z.strictObject({
  /** The first client's number in digits; the others follow it. */
  first_client: z.string().regex(/^[1-9]\d{6,13}$/),
  chats: z.number().int().min(1).max(20_000),
  messages_per_chat: z.number().int().min(1).max(1_000_000),
  /** Seconds since 1970. */
  from: z.number().int().min(1_000_000_000).max(9_999_999_999),
  until: z.number().int().min(1_000_000_000).max(9_999_999_999),
  /** Every n-th message carries a small picture; 0: none. */
  picture_every: z.number().int().min(0).max(1_000_000).default(0),
});
export type Seed = z.infer<typeof Seed>;

/** Facts in one append: few enough to leave the thread to others in between. */
const chunk = 2_000;

const sentences = [
  'Good morning, I have a question about my case.',
  'I have received a letter from the court, and it says that I must answer within two weeks.',
  'Thank you, that helps.',
  'Could you please call me back this afternoon?',
  'I will bring the contract to our appointment.',
  'Is there anything else that you need from me?',
];

/** One pixel: the smallest PNG. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Writes the history into the ledger, and resolves with the number of messages once all of it is durable. What is
 * seeded was read long ago; pages are told of each chat as a whole, as WhatsApp's history sync does it.
 */
export async function seedMessages(account: string, seed: Seed, ledger: Ledger, media: MediaStore): Promise<number> {
  const total = seed.chats * seed.messages_per_chat;
  const stored = seed.picture_every > 0 ? await media.put(once(picture), picture.length) : null;
  const first = BigInt(seed.first_client);
  const span = Math.max(0, seed.until - seed.from);
  let facts: FactOf<'message'>[] = [];
  // Chat by chat, as WhatsApp's history sync has it, with each chat's messages spread over the whole time.
  for (let chat = 0; chat < seed.chats; chat += 1) {
    for (let n = 0; n < seed.messages_per_chat; n += 1) {
      const number = n * seed.chats + chat + 1;
      const hasPicture = stored !== null && number % seed.picture_every === 0;
      // The client begins, and each side answers the other.
      const incoming = n % 2 === 0;
      facts.push({
        kind: 'message',
        account,
        client: String(first + BigInt(chat)),
        id: `${incoming ? '3A' : '3EB0'}${randomBytes(9).toString('hex').toUpperCase()}`,
        direction: incoming ? 'in' : 'out',
        text: `${number}: ${sentences[number % sentences.length]}`,
        name: incoming ? `Client ${chat + 1}` : null,
        timestamp: seed.from + Math.floor((span * (number - 1)) / Math.max(1, total - 1)),
        attempt: null,
        history: true,
        ...(hasPicture
          ? { type: 'image' as const, media: { ...stored, mimetype: 'image/png', filename: null, width: 1, height: 1 } }
          : {}),
      });
      if (facts.length === chunk || number === total) {
        await ledger.append(facts);
        facts = [];
      }
    }
  }
  return total;
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
