import type { Message } from '../../main/contract/entities.ts';
import { KNOWN_KINDS } from '../../main/contract/values.ts';
import type { LedgerEntry, MessageEntry } from '../../main/practice/ledger-entry.ts';
import type { StartedApp } from './running-app.ts';

/**
 * The oracle of every fault test: what the practice page's ledger says was exchanged, and what the app holds, each as
 * sorted lines. Equal lines mean that nothing was lost, doubled or mixed up.
 */

/** The ledger's names of kinds that the app calls otherwise. */
const KIND_OF_TYPE: Record<string, string> = { contact: 'contacts', missed_call: 'call' };

/** Where the hostile practice page puts what passes for a message: it was exchanged with nobody. */
const HOSTILE_CHAT = '+4917000000666';

/** Kinds whose text is what somebody wrote. */
const WRITTEN = new Set(['text', 'image', 'video', 'document']);

interface Exchanged {
  direction: string;
  phone: string | null;
  id: string;
  kind: string;
  text: string;
  isRevoked: boolean;
  /** `client 👍`, sorted. */
  reactions: string[];
  sha256: string | null;
  quoted: string | null;
  forwarded: boolean;
  /** Of what the lawyer sent: how far it has come. */
  status: string;
}

/** WhatsApp's levels of acknowledgement, as the app names them. */
const STATUS_OF_ACK: Record<number, string> = { 1: 'sent', 2: 'delivered', 3: 'read', 4: 'played' };

function lineOf(one: Exchanged): string {
  // What was taken back before we saw it has no text, file or reaction that we could know.
  const content = one.isRevoked
    ? ['revoked']
    : [WRITTEN.has(one.kind) ? one.text : '', one.reactions.join(' '), one.sha256 ?? '', one.quoted ?? '', one.status];
  const kind = one.isRevoked ? '' : one.kind;
  return [one.direction, one.phone, one.id, kind, one.forwarded && !one.isRevoked ? 'forwarded' : '', ...content].join(
    ' | ',
  );
}

type LedgerMessage = Exchanged & { ack: number; reactionOf: Map<string, { emoji: string; at: number }> };

/** The account's one-to-one messages as the ledger has them, with all that happened to them since. */
export function exchangeInLedger(entries: readonly LedgerEntry[], account: string): string[] {
  const messages = new Map<number, LedgerMessage>();
  const editedAt = new Map<number, number>();
  for (const entry of entries) {
    if (entry.account !== account) continue;
    if (entry.kind === 'message' && entry.chat === undefined) messages.set(entry.seq, exchangedIn(entry));
    if (!('message' in entry)) continue;
    const message = messages.get(entry.message);
    if (!message) continue;
    if (entry.kind === 'revoke') message.isRevoked = true;
    if (entry.kind === 'ack') message.ack = Math.max(message.ack, entry.ack);
    if (entry.kind === 'reaction') {
      const before = message.reactionOf.get(entry.by);
      if (!before || entry.timestamp >= before.at) {
        message.reactionOf.set(entry.by, { emoji: entry.emoji, at: entry.timestamp });
      }
    }
    if (entry.kind === 'edit' && entry.timestamp >= (editedAt.get(entry.message) ?? 0)) {
      editedAt.set(entry.message, entry.timestamp);
      message.text = entry.text;
    }
  }
  return [...messages.values()]
    .map(({ reactionOf, ack, ...message }) => {
      const status = message.direction === 'out' ? (STATUS_OF_ACK[ack] ?? '') : '';
      const reactions = [...reactionOf].flatMap(([by, { emoji }]) => (emoji === '' ? [] : [`${by} ${emoji}`]));
      return lineOf({ ...message, status, reactions: reactions.sort() });
    })
    .sort();
}

function exchangedIn(entry: MessageEntry): LedgerMessage {
  const type = entry.type ?? 'text';
  return {
    direction: entry.direction,
    phone: `+${entry.client}`,
    id: entry.id,
    kind: KIND_OF_TYPE[type] ?? type,
    text: entry.text,
    isRevoked: false,
    reactions: [],
    sha256: entry.media?.sha256 ?? null,
    quoted: entry.quoted?.id ?? null,
    forwarded: entry.forwarded ?? false,
    status: '',
    ack: 1,
    reactionOf: new Map(),
  };
}

/** All that the app holds of the practice key's lawyer, but for what was never sent. */
export async function exchangeInApp(app: StartedApp): Promise<string[]> {
  return (await messagesInApp(app))
    .filter(({ status, phone }) => status !== 'failed' && status !== 'cancelled' && phone !== HOSTILE_CHAT)
    .map((message) =>
      lineOf({
        direction: message.direction === 'inbound' ? 'in' : 'out',
        phone: message.phone,
        id: message.whatsapp_id,
        kind: (KNOWN_KINDS as readonly string[]).includes(message.kind) ? message.kind : 'unknown',
        text: message.text,
        isRevoked: message.revoked_at !== null,
        reactions: message.reactions.map(({ from, emoji }) => `${from} ${emoji}`).sort(),
        sha256: message.attachment?.sha256 ?? null,
        quoted: message.reply_to?.whatsapp_id ?? null,
        forwarded: message.forwarded,
        status: message.direction === 'outbound' ? message.status : '',
      }),
    )
    .sort();
}

/** Every message of every conversation of the practice key's lawyer. */
export async function messagesInApp(app: StartedApp): Promise<Message[]> {
  const messages: Message[] = [];
  const conversations = await everyPage(app, '/v1/conversations', (body) => body);
  for (const { id } of conversations) {
    messages.push(
      ...(await everyPage(app, `/v1/conversations/${id}`, (body) => ({
        data: body.messages,
        next_cursor: body.next_cursor,
      }))),
    );
  }
  return messages;
}

async function everyPage(
  app: StartedApp,
  path: string,
  // biome-ignore lint/suspicious/noExplicitAny: the API's answer, which the contract's own tests look at.
  pageOf: (body: any) => { data: any[]; next_cursor: string | null },
) {
  const rows = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const { status, body } = await app.call('GET', `${path}${query}`);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    const page = pageOf(body);
    rows.push(...page.data);
    cursor = page.next_cursor;
  }
  return rows;
}

/** What one side has and the other has not; empty when they are equal, each line as often as it is there too many. */
export function differences(ledger: readonly string[], app: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of ledger) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of app) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => {
    if (count === 0) return [];
    return [`${count > 0 ? 'in the ledger only' : 'in the app only'}: ${line}`];
  });
}
