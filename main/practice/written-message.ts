import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PracticeWrite } from '../contract/practice.ts';
import type { PracticeKind } from '../contract/practice-kinds.ts';
import { phoneDigits } from './jid.ts';
import type { FactOf, LedgerMedia } from './ledger-entry.ts';
import { GREY_THUMBNAIL, imageSize } from './media-facts.ts';
import type { MediaStore } from './media-store.ts';
import type { PracticeChat } from './practice-chat.ts';
import { PracticeProblem } from './request-guard.ts';

/** What a simulated phone writes: the contract's, and what only tests of the page ask for. */
export const WrittenMessage = PracticeWrite.extend({
  /** Several contact cards in one message. */
  contacts: z
    .array(z.strictObject({ name: z.string().min(1).max(200), phone: z.string().max(30) }))
    .max(50)
    .optional(),
  /** Of a voice note, an audio file or a video, in seconds. */
  duration: z.number().min(0).max(86_400).optional(),
  /** A missed call with a picture. */
  video_call: z.boolean().optional(),
  /** When the phone wrote it, in seconds since 1970; now, if left out. */
  timestamp: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
});
export type WrittenMessage = z.infer<typeof WrittenMessage>;
export type WrittenMessageInput = z.input<typeof WrittenMessage>;

const kindsWithFile: ReadonlySet<PracticeKind> = new Set(['image', 'video', 'voice', 'audio', 'document', 'sticker']);
const kindsWithPreview: ReadonlySet<PracticeKind> = new Set(['image', 'video']);
const kindsWithSize: ReadonlySet<PracticeKind> = new Set(['image', 'video', 'sticker']);

/** Twenty characters, as an iPhone makes them; each is its own. */
export function newPhoneMessageId(): string {
  return `3A${randomBytes(9).toString('hex').toUpperCase()}`;
}

/** The part of a message's fact that what was written decides. The file's bytes are durable when this resolves. */
export async function contentOf(
  written: WrittenMessage,
  chat: PracticeChat | undefined,
  media: MediaStore,
): Promise<Pick<FactOf<'message'>, 'text' | 'timestamp'> & Partial<FactOf<'message'>>> {
  refuseIncomplete(written);
  const kind = kindOf(written);
  const { file, location, poll } = written;
  const isCall = kind === 'missed_call';
  const contacts = written.contacts ?? (written.contact ? [written.contact] : undefined);
  return {
    text: written.text ?? '',
    timestamp: written.timestamp ?? Math.floor(Date.now() / 1000),
    ...(kind === 'text' ? {} : { type: kind }),
    ...(file ? { media: await storeFile(kind, written.duration, file, media) } : {}),
    ...(location ? { location: { ...location, name: location.name ?? null } } : {}),
    ...(contacts
      ? { contacts: contacts.map(({ name, phone }) => ({ name, phone: phoneDigits(phone) ?? phone })) }
      : {}),
    ...(poll ? { poll } : {}),
    ...(isCall && written.video_call ? { video_call: true } : {}),
    ...(written.reply_to ? { quoted: quoteOf(written.reply_to, chat) } : {}),
    ...(written.forwarded ? { forwarded: true } : {}),
    ...(written.disappears_after ? { disappears_after: written.disappears_after } : {}),
    ...(written.view_once ? { view_once: true } : {}),
  };
}

/** What it is when that is not said. */
export function kindOf({ kind, file, location, contact, contacts, poll }: WrittenMessage): PracticeKind {
  if (kind !== undefined) return kind;
  if (location) return 'location';
  if (contact || contacts) return 'contact';
  if (poll) return 'poll';
  if (!file) return 'text';
  // By what the phone claims of the file, as WhatsApp does.
  const [type] = file.type.split('/');
  return type === 'image' || type === 'video' || type === 'audio' ? type : 'document';
}

function refuseIncomplete(written: WrittenMessage): void {
  const kind = kindOf(written);
  const missing =
    (kind === 'text' && written.text === undefined && 'text') ||
    (kindsWithFile.has(kind) && !written.file && 'file') ||
    (!kindsWithFile.has(kind) && written.file && 'kind') ||
    (kind === 'location' && !written.location && 'location') ||
    (kind === 'contact' && !written.contact && !written.contacts?.length && 'contact') ||
    (kind === 'poll' && !written.poll && 'poll');
  if (missing === 'kind') {
    throw new PracticeProblem(400, 'invalid_request', `kind: must be ${[...kindsWithFile].join(', ')} for a file`);
  }
  if (missing) throw new PracticeProblem(400, 'invalid_request', `${missing}: must be given for the kind ${kind}`);
}

function quoteOf(id: string, chat: PracticeChat | undefined) {
  return { id, message: chat?.find(id)?.entry.seq ?? null };
}

async function storeFile(
  kind: PracticeKind,
  duration: number | undefined,
  file: NonNullable<WrittenMessage['file']>,
  media: MediaStore,
): Promise<LedgerMedia> {
  const bytes = Buffer.from(file.base64, 'base64');
  const stored = await media.put(parts(bytes), bytes.length);
  const size = kindsWithSize.has(kind) ? imageSize(bytes) : null;
  return {
    ...stored,
    mimetype: file.type,
    // Only documents carry a name on WhatsApp.
    filename: kind === 'document' ? file.name : null,
    ...size,
    ...(kindsWithPreview.has(kind) ? { thumbnail: GREY_THUMBNAIL } : {}),
    ...(duration === undefined ? {} : { duration }),
  };
}

async function* parts(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
