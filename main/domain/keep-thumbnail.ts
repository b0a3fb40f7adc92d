import type { FetchTools, MediaPlace } from './fetch-file.ts';
import type { OutboxContext, SendRow } from './outbox-context.ts';
import { PageError } from './page-error.ts';

/** Every JPEG begins so. Source: ITU-T T.81, B.1.1.3: start of image, and the next marker. */
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * Reads the small picture that came with a message once more, and takes it in if it is the JPEG that it should be.
 * Answers with its SHA-256, or null when there is none. Rejects with a PageError only when the page does not answer.
 */
export async function keepThumbnail({ page, files }: FetchTools, place: MediaPlace): Promise<string | null> {
  const message = await page.command('findMessage', place).catch((error: unknown) => {
    // Without the message there is no picture, but perhaps still the file.
    if (error instanceof PageError && error.reason !== 'no_answer') return null;
    throw error;
  });
  const base64 = message?.id === place.id ? message.media?.thumbnail : null;
  const bytes = base64 ? Buffer.from(base64, 'base64') : null;
  if (!bytes?.subarray(0, JPEG_START.length).equals(JPEG_START)) return null;
  return (await files.write(once(bytes))).sha256;
}

/**
 * Keeps the small picture that WhatsApp's page made of a file that we sent. Never rejects: the file is sent, and is shown
 * without one.
 */
export async function keepSentThumbnail(context: OutboxContext, { messageId, whatsappId }: SendRow, chat: string) {
  const { database, lawyerId, log } = context;
  try {
    const attachment = await database.read((stores) => stores.attachments.ofMessage(lawyerId, messageId));
    if (!attachment) return;
    const place = { chat, id: whatsappId, fromMe: true, author: null };
    const thumbnail = await keepThumbnail(context, place);
    if (!thumbnail) return;
    await database.write((stores) => stores.attachments.setThumbnail(lawyerId, attachment.id, thumbnail));
  } catch (error) {
    if (context.isStopped()) return;
    const why = error instanceof Error ? error.name : 'unknown';
    log.warn({ lawyer: lawyerId, message: messageId, why }, 'a sent file has no small picture');
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
