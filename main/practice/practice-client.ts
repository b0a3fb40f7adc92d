import { z } from 'zod';
import { type PracticeAction, PracticeFaults } from '../contract/practice.ts';
import type { FaultsChange } from './faults.ts';
import { type LedgerEntry, ledgerEntrySchema } from './ledger-entry.ts';
import type { Seed } from './seed-messages.ts';
import type { WrittenMessageInput } from './written-message.ts';

/** A refusal by the practice server, or `practice_unreachable` when it does not answer. */
export class PracticeError extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

const written = z.object({ id: z.string(), timestamp: z.number() });
const phoneMessage = z.object({
  id: z.string(),
  /** From the client's point of view: true for what the client wrote. */
  from_me: z.boolean(),
  kind: z.string(),
  /** As it is now: the last version, and empty after a revoke. */
  text: z.string(),
  timestamp: z.number(),
  status: z.enum(['delivered', 'read', 'played']),
  edited: z.boolean(),
  revoked: z.boolean(),
  forwarded: z.boolean(),
  reply_to: z.string().nullable(),
  reactions: z.array(z.object({ by: z.enum(['client', 'lawyer']), emoji: z.string() })),
  file: z.object({ name: z.string().nullable(), type: z.string(), size: z.number(), sha256: z.string() }).nullable(),
});
const phoneMessages = z.object({ messages: z.array(phoneMessage) });
const presence = z.object({ lawyer: z.enum(['composing', 'recording', 'paused']).nullable() });
const linked = z.object({ linked: z.boolean() });
const ids = z.object({ ids: z.array(z.string()) });
const seeded = z.object({ messages: z.number(), chats: z.number() });
const entries = z.object({ entries: z.array(ledgerEntrySchema) });
const problem = z.object({ error: z.string(), message: z.string() });

export type PhoneMessage = z.infer<typeof phoneMessage>;

interface Chat {
  account: string;
  client: string;
}

/** Plays the people of the practice account. Phones may be written with or without `+`; times are in seconds. */
export interface PracticeClient {
  /**
   * The lawyer's phone scans the code shown on the page. `unknown_ref` when no page shows it now. False when WhatsApp
   * then asks for a passkey and nothing is linked.
   */
  scan(input: { ref: string; phone: string; name?: string }): Promise<boolean>;
  /** The lawyer types a pairing code into the phone. `unknown_code`, `expired_code`, `other_phone`; false as for `scan`. */
  enterPairingCode(input: { code: string; phone: string; name?: string }): Promise<boolean>;
  /** The lawyer unlinks every device on the phone. `not_linked` when there is none. */
  logout(account: string): Promise<void>;
  /** A client writes to the account: a text, or any other kind. Answers with WhatsApp's bare message id. */
  writeAsClient(input: Chat & WrittenMessageInput): Promise<{ id: string; timestamp: number }>;
  /** Clients write many messages at once, up to 5,000 in the order given. Answers with their ids. */
  writeMany(account: string, messages: ({ client: string } & WrittenMessageInput)[]): Promise<string[]>;
  /** A client edits, takes back, reacts to or plays a message. `unknown_message`, `not_own_message`, `not_a_voice_note`. */
  act(chat: Chat, action: z.input<typeof PracticeAction>): Promise<void>;
  /** What the client's phone shows in the chat with the account, in the order in which it appeared. */
  readClientPhone(account: string, client: string): Promise<PhoneMessage[]>;
  /** What the client's phone says below the lawyer's name; null when it was never told anything. */
  lawyerPresence(chat: Chat): Promise<'composing' | 'recording' | 'paused' | null>;
  /** The client types, records, comes online or goes. */
  showPresence(chat: Chat, state: 'composing' | 'recording' | 'paused' | 'available' | 'unavailable'): Promise<void>;
  /** The lawyer reads the chat on another device. */
  readElsewhere(chat: Chat): Promise<void>;
  /** The lawyer writes on the phone. */
  writeElsewhere(input: Chat & WrittenMessageInput): Promise<{ id: string; timestamp: number }>;
  /**
   * Somebody writes into what is no chat with one person: `…@g.us`, `…@newsletter`, `status@broadcast`, or the account
   * into its own list `…@broadcast`. `from` is the author's phone; newsletters need none.
   */
  writeInChat(
    input: { account: string; chat: string; from?: string; subject?: string } & WrittenMessageInput,
  ): Promise<{ id: string; timestamp: number }>;
  /** The messages of such a chat, as the account's phone holds them. */
  readChat(account: string, chat: string): Promise<PhoneMessage[]>;
  /** Makes a history of many messages at once, read long ago. Within seconds for 100,000. */
  seed(account: string, seed: z.input<typeof Seed>): Promise<{ messages: number; chats: number }>;
  /** The bytes of a file that was exchanged. `unknown_media`. */
  file(sha256: string): Promise<Buffer>;
  faults(): Promise<PracticeFaults>;
  /** Changes what is named, for all accounts, and answers with the whole. */
  setFaults(change: FaultsChange): Promise<PracticeFaults>;
  /** WhatsApp says on every open page that the page must be updated, or no longer says so. */
  setUpdateNeeded(needed: boolean): Promise<void>;
  /** Cuts every page's connection once. */
  dropConnections(): Promise<void>;
  /** Everything that was exchanged, oldest first; with `after`, only what came after that `seq`. */
  ledger(after?: number): Promise<LedgerEntry[]>;
  /** Resolves when the server answers. */
  health(): Promise<void>;
}

/** `baseUrl` is the practice server's `url`. Every call rejects with `PracticeError`, and gives up after 30 s. */
export function createPracticeClient(baseUrl: string): PracticeClient {
  async function fetchFrom(path: string, body?: unknown): Promise<Response> {
    try {
      return await fetch(new URL(`/control${path}`, baseUrl), {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', 'x-practice-control': '1' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
        redirect: 'error',
      });
    } catch (cause) {
      throw new PracticeError('practice_unreachable', 0, 'The practice server does not answer.', { cause });
    }
  }

  async function refuse(response: Response): Promise<void> {
    if (response.ok) return;
    const refusal = problem.safeParse(await response.json().catch(() => null));
    if (refusal.success) throw new PracticeError(refusal.data.error, response.status, refusal.data.message);
    throw strangeAnswer(response);
  }

  async function call<T>(path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await fetchFrom(path, body);
    await refuse(response);
    const parsed = answer.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw strangeAnswer(response);
    return parsed.data;
  }

  const accountPath = (account: string) => `/accounts/${encodeURIComponent(account)}`;
  const clientPath = ({ account, client }: Chat) => `${accountPath(account)}/clients/${encodeURIComponent(client)}`;
  const chatPath = (account: string, chat: string) => `${accountPath(account)}/chats/${encodeURIComponent(chat)}`;

  return {
    scan: async (input) => (await call('/scan', linked, input)).linked,
    enterPairingCode: async (input) => (await call('/pair', linked, input)).linked,
    async logout(account) {
      await call(`${accountPath(account)}/logout`, z.unknown(), {});
    },
    writeAsClient: ({ account, client, ...message }) =>
      call(`${clientPath({ account, client })}/messages`, written, message),
    writeMany: async (account, messages) => (await call(`${accountPath(account)}/messages`, ids, { messages })).ids,
    async act(chat, action) {
      await call(`${clientPath(chat)}/act`, z.unknown(), action);
    },
    readClientPhone: async (account, client) =>
      (await call(`${clientPath({ account, client })}/messages`, phoneMessages)).messages,
    lawyerPresence: async (chat) => (await call(`${clientPath(chat)}/messages`, presence)).lawyer,
    async showPresence(chat, state) {
      await call(`${clientPath(chat)}/presence`, z.unknown(), { state });
    },
    async readElsewhere(chat) {
      await call(`${clientPath(chat)}/seen`, z.unknown(), {});
    },
    writeElsewhere: ({ account, client, ...message }) =>
      call(`${clientPath({ account, client })}/outbound`, written, message),
    writeInChat: ({ account, chat, ...message }) => call(`${chatPath(account, chat)}/messages`, written, message),
    readChat: async (account, chat) => (await call(`${chatPath(account, chat)}/messages`, phoneMessages)).messages,
    seed: (account, seed) => call(`${accountPath(account)}/seed`, seeded, seed),
    async file(sha256) {
      const response = await fetchFrom(`/media/${encodeURIComponent(sha256)}`);
      await refuse(response);
      return Buffer.from(await response.arrayBuffer());
    },
    faults: () => call('/faults', PracticeFaults),
    setFaults: (change) => call('/faults', PracticeFaults, change),
    async setUpdateNeeded(needed) {
      await call('/update', z.unknown(), { needed });
    },
    async dropConnections() {
      await call('/drop', z.unknown(), {});
    },
    ledger: async (after = 0) => (await call(`/ledger?after=${after}`, entries)).entries,
    async health() {
      await call('/health', z.unknown());
    },
  };
}

function strangeAnswer(response: Response): PracticeError {
  return new PracticeError('practice_unreachable', response.status, 'The practice server gave a strange answer.');
}
