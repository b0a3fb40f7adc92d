import { z } from 'zod';
import { chatKindOf, isOnWhatsApp, personOfJid } from './jid.ts';
import type { Ledger } from './ledger.ts';
import { type LedgerEntry, type LedgerFact, ledgerMedia } from './ledger-entry.ts';
import type { MediaStore } from './media-store.ts';
import type { PracticeMessage } from './practice-chat.ts';
import type { PracticeAccount, PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

const jid = z.string().max(60);
const messageId = z.string().regex(/^[0-9A-Za-z]{8,64}$/);
const attempt = z.uuid();
/** 65,536 characters is the longest text WhatsApp takes. */
const text = z.string().max(65_536);
const target = z.strictObject({ id: messageId, fromMe: z.boolean() });

/** What a page sends: one attempt each, which a repeated request does not repeat. */
const outgoing = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('message'),
    attempt,
    chat: jid,
    id: messageId,
    type: z.enum(['text', 'image', 'video', 'voice', 'audio', 'document', 'sticker']),
    text,
    media: ledgerMedia
      .extend({
        mimetype: z.string().max(200),
        filename: z.string().max(1_000).nullable(),
        thumbnail: z.base64().max(16_384).optional(),
        waveform: z.base64().max(1_000).optional(),
      })
      .optional(),
    quoted: target.optional(),
    forwarded: z.boolean().optional(),
  }),
  z.strictObject({ op: z.literal('edit'), attempt, chat: jid, id: messageId, message: target, text: text.min(1) }),
  z.strictObject({ op: z.literal('revoke'), attempt, chat: jid, id: messageId, message: target }),
  z.strictObject({
    op: z.literal('reaction'),
    attempt,
    chat: jid,
    id: messageId,
    message: target,
    emoji: text.max(32),
  }),
]);
type Outgoing = z.infer<typeof outgoing>;

/** Takes in what a lawyer's device sends. */
export interface OutgoingTray {
  /** Records one item, and answers with its entry; the one that was recorded before, if the attempt is known. */
  take(account: PracticeAccount, item: unknown): Promise<LedgerEntry>;
}

export function createOutgoingTray(ledger: Ledger, state: PracticeState, media: MediaStore): OutgoingTray {
  /** Attempts whose entry is not durable yet: a repeated request must not overtake the first. */
  const underWay = new Map<string, Promise<LedgerEntry>>();

  async function append(fact: LedgerFact): Promise<LedgerEntry> {
    const [entry] = await ledger.append([fact]);
    if (!entry) throw new Error('the ledger answered with nothing');
    return entry;
  }

  async function message(account: PracticeAccount, item: Extract<Outgoing, { op: 'message' }>): Promise<LedgerFact> {
    const place = placeOf(account, item.chat);
    if (item.type === 'text' && item.text === '') throw invalid('text: must not be empty');
    const stored = item.media ? await media.size(item.media.sha256) : null;
    if (item.type !== 'text' && stored === null) throw invalid('media: was not uploaded');
    return {
      kind: 'message',
      direction: 'out',
      id: item.id,
      text: item.text,
      attempt: item.attempt,
      ...place,
      name: account.name,
      timestamp: Math.floor(Date.now() / 1000),
      ...(item.type === 'text' ? {} : { type: item.type }),
      ...(item.media && stored !== null ? { media: { ...item.media, size: stored } } : {}),
      ...(item.forwarded ? { forwarded: true } : {}),
      ...(item.quoted ? { quoted: quoteOf(account, item.chat, item.quoted) } : {}),
    };
  }

  function quoteOf(account: PracticeAccount, chat: string, quoted: z.infer<typeof target>) {
    const found = account.chats.get(chatKeyOf(chat))?.find(quoted.id, quoted.fromMe);
    return { id: quoted.id, message: found?.entry.seq ?? null };
  }

  function change(account: PracticeAccount, item: Exclude<Outgoing, { op: 'message' }>): LedgerFact {
    const message = account.chats.get(chatKeyOf(item.chat))?.find(item.message.id, item.message.fromMe);
    if (!message) throw new PracticeProblem(404, 'unknown_message', 'There is no such message in that chat.');
    const isOurs = message.entry.direction === 'out';
    if (item.op !== 'reaction' && (!isOurs || message.revoke)) throw invalid('message: cannot be changed');
    const about = { ...aboutOf(message), by: 'lawyer' as const, timestamp: Date.now(), attempt: item.attempt };
    if (item.op === 'edit') return { kind: 'edit', ...about, edit_id: item.id, text: item.text };
    if (item.op === 'revoke') return { kind: 'revoke', ...about, revoke_id: item.id };
    return { kind: 'reaction', ...about, reaction_id: item.id, emoji: item.emoji };
  }

  async function record(account: PracticeAccount, item: Outgoing): Promise<LedgerEntry> {
    const known = state.attempt(account.phone, item.attempt);
    if (known) return known;
    return append(item.op === 'message' ? await message(account, item) : change(account, item));
  }

  return {
    async take(account, input) {
      const item = parseInput(outgoing, input);
      const key = `${account.phone} ${item.attempt}`;
      const recorded = underWay.get(key) ?? record(account, item);
      underWay.set(key, recorded);
      return recorded.finally(() => underWay.delete(key));
    },
  };
}

/** What every later fact about a message says of it. */
export function aboutOf({ entry }: PracticeMessage) {
  const { account, client, chat, seq, id } = entry;
  return { account, client, ...(chat === undefined ? {} : { chat }), message: seq, id };
}

/** The key of a chat from its jid; the practice account knows people by their numbers. */
export function chatKeyOf(chat: string): string {
  return personOfJid(chat) ?? chat;
}

/** Where a message of the lawyer's goes; only to people on WhatsApp, and to groups and lists that there are. */
export function placeOf(account: PracticeAccount, chat: string): { account: string; client: string; chat?: string } {
  const person = personOfJid(chat);
  const kind = chatKindOf(chat);
  if (kind === 'person' && person !== null && isOnWhatsApp(person)) return { account: account.phone, client: person };
  if ((kind === 'group' || kind === 'broadcast') && account.chats.has(chat)) {
    return { account: account.phone, client: account.phone, chat };
  }
  throw new PracticeProblem(404, 'unknown_chat', 'There is no such chat on WhatsApp.');
}

function invalid(message: string): PracticeProblem {
  return new PracticeProblem(400, 'invalid_request', message);
}
