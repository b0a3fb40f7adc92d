import { createHash } from 'node:crypto';
import type { Attachment, Client, Completeness, Lawyer, Message } from '../contract/entities.ts';
import type { ClientId, ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Archive } from './archive.ts';
import type { Clock } from './clock.ts';
import { completenessOf } from './completeness.ts';
import { completenessText, PAGE_END, type PageWords, pageHead, pageMessage } from './conversation-page.ts';
import { type ExportedMessage, type ExportedPart, exportedPart } from './exported-messages.ts';
import { createExportedNames } from './exported-names.ts';
import type { AttachmentFiles, Database } from './ports.ts';

/** What the two forms of a message weigh beside the bytes of files, for how far it has come. */
const MESSAGE_WEIGHT = 1000;

export interface ExportTools {
  database: Database;
  files: AttachmentFiles;
  clock: Clock;
  /** Those of the language that is set now. */
  words(): PageWords;
}

interface ExportOptions {
  /** Through what it was asked for, as the manifest tells. */
  exportedBy: string;
  signal: AbortSignal;
  /** How far it has come, from 0 to 1. */
  onProgress(share: number): void;
}

interface Subject {
  lawyer: Lawyer;
  client: Client;
  conversationId: ConversationId | null;
  completeness: Completeness | null;
  messages: number;
  fileBytes: number;
}

/** A file of the archive, as its manifest lists it. */
interface Listed {
  path: string;
  size: number;
  sha256: string;
}

interface Missing {
  message_id: MessageId;
  attachment_id: Attachment['id'];
  file_name: string | null;
  reason: string;
}

/** A file that goes out, and where to. */
interface Going {
  path: string;
  sha256: string;
  message: MessageId;
  attachment: Attachment;
}

/**
 * Writes all that is known of one client into an archive: the client, each message, a page to read, and the files under safe
 * names, with a manifest of their hashes. It is read part by part; what is stored meanwhile is not in it. `cancelled`, or
 * when it rejects: nothing is left of it. Rejects with AppError `client_not_found`, `lawyer_not_found`.
 */
export async function exportClient(
  tools: ExportTools,
  lawyerId: LawyerId,
  clientId: ClientId,
  archive: Archive,
  options: ExportOptions,
): Promise<'done' | 'cancelled'> {
  try {
    await writeAll(tools, await subjectOf(tools.database, lawyerId, clientId), archive, options);
    options.signal.throwIfAborted();
    await archive.finish();
    return 'done';
  } catch (error) {
    await archive.discard();
    if (options.signal.aborted) return 'cancelled';
    throw error;
  }
}

function subjectOf(database: Database, lawyerId: LawyerId, clientId: ClientId): Promise<Subject> {
  return database.read(async (stores) => {
    const lawyer = await stores.lawyers.find(lawyerId);
    if (!lawyer) throw new AppError('lawyer_not_found');
    const client = await stores.clients.find(lawyerId, clientId);
    if (!client) throw new AppError('client_not_found');
    const { conversation_id: conversationId } = client;
    if (!conversationId) {
      return { lawyer, client, conversationId, completeness: null, messages: 0, fileBytes: 0 };
    }
    const completeness = await completenessOf(stores, lawyerId, conversationId);
    const fileBytes = await stores.attachments.bytesIn(lawyerId, conversationId);
    return { lawyer, client, conversationId, completeness, messages: completeness.messages, fileBytes };
  });
}

async function writeAll(
  { database, files, clock, words: wordsNow }: ExportTools,
  subject: Subject,
  archive: Archive,
  { exportedBy, signal, onProgress }: ExportOptions,
): Promise<void> {
  const { lawyer, client, conversationId, completeness } = subject;
  const words = wordsNow();
  const exportedAt = new Date(clock.now()).toISOString();
  const total = Math.max(1, subject.messages * 2 * MESSAGE_WEIGHT + subject.fileBytes);
  let done = 0;
  const listed: Listed[] = [];
  const missing: Missing[] = [];
  const names = createExportedNames();
  /** Every message that is in it, with its file's place: what comes while it is written is in no part of it. */
  const places = new Map<MessageId, string | null>();
  const going: Going[] = [];
  const period: { from: string | null; until: string | null } = { from: null, until: null };

  function advance(weight: number): void {
    done += weight;
    onProgress(Math.min(1, done / total));
  }

  async function add(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const hash = createHash('sha256');
    let size = 0;
    async function* measured(): AsyncGenerator<Uint8Array> {
      for await (const part of content) {
        signal.throwIfAborted();
        hash.update(part);
        size += part.byteLength;
        yield part;
      }
    }
    await archive.add(path, measured());
    listed.push({ path, size, sha256: hash.digest('hex') });
  }

  async function* messages(): AsyncGenerator<ExportedMessage[]> {
    if (!conversationId) return;
    let cursor: string | null = null;
    do {
      signal.throwIfAborted();
      const from: string | null = cursor;
      const part: ExportedPart = await database.read((stores) => exportedPart(stores, lawyer.id, conversationId, from));
      yield part.rows;
      cursor = part.next;
    } while (cursor !== null);
  }

  /** Notes where a message's file will lie, or why it will not. */
  function place({ id, attachment }: Message): string | null {
    if (!attachment) return null;
    if (attachment.status !== 'stored' || attachment.sha256 === null) {
      miss(id, attachment, attachment.error ?? attachment.status);
      return null;
    }
    const path = `attachments/${names(attachment.file_name, attachment.mime_type)}`;
    going.push({ path, sha256: attachment.sha256, message: id, attachment });
    return path;
  }

  function miss(message: MessageId, { id, file_name }: Attachment, reason: string): void {
    missing.push({ message_id: message, attachment_id: id, file_name, reason });
  }

  async function* lines(): AsyncGenerator<Uint8Array> {
    for await (const rows of messages()) {
      let text = '';
      for (const message of rows) {
        const file = place(message);
        places.set(message.id, file);
        period.from ??= message.sent_at;
        period.until = message.sent_at;
        text += `${JSON.stringify({ ...message, file })}\n`;
      }
      advance(rows.length * MESSAGE_WEIGHT);
      yield Buffer.from(text);
    }
  }

  async function* bytesOf({ sha256, message, attachment }: Going): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of files.read(sha256)) {
        yield part;
        advance(part.byteLength);
      }
    } catch (error) {
      // One damaged file must not keep all others from the client: the manifest says that it is cut off.
      if (!(error instanceof AppError) || error.code !== 'attachment_damaged') throw error;
      miss(message, attachment, error.code);
    }
  }

  async function* page(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(pageHead({ words, lawyer, client, completeness, exportedAt }));
    for await (const rows of messages()) {
      const known = rows.filter(({ id }) => places.has(id));
      const text = known.map((message) =>
        pageMessage(message, places.get(message.id) ?? null, { words, lawyer, client }),
      );
      advance(known.length * MESSAGE_WEIGHT);
      yield Buffer.from(text.join(''));
    }
    yield Buffer.from(PAGE_END);
  }

  await add('client.json', json(client));
  await add('messages.jsonl', lines());
  for (const one of going) await add(one.path, bytesOf(one));
  await add('conversation.html', page());
  await archive.add(
    'manifest.json',
    json({
      format: 'lexline-client-export',
      version: 1,
      exported_at: exportedAt,
      exported_by: exportedBy,
      lawyer: { id: lawyer.id, name: lawyer.name },
      client: { id: client.id, name: client.name },
      period,
      messages: places.size,
      completeness,
      completeness_text: completeness && completenessText(completeness, words),
      missing_files: missing,
      files: listed,
    }),
  );
}

async function* json(value: unknown): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
