import { z } from 'zod';
import { type LedgerEntry, ledgerEntrySchema } from './ledger-entry.ts';

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
const phoneMessages = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      /** From the client's point of view: true for what the client wrote. */
      from_me: z.boolean(),
      text: z.string(),
      timestamp: z.number(),
      status: z.enum(['delivered', 'read']),
    }),
  ),
});
const entries = z.object({ entries: z.array(ledgerEntrySchema) });
const problem = z.object({ error: z.string(), message: z.string() });

export type PhoneMessage = z.infer<typeof phoneMessages>['messages'][number];

/** Plays the people of the practice account. Phones may be written with or without `+`; times are in seconds. */
export interface PracticeClient {
  /** The lawyer's phone scans the code shown on the page. `unknown_ref` when no page shows it now. */
  scan(input: { ref: string; phone: string; name?: string }): Promise<void>;
  /** A client writes to the account. Answers with WhatsApp's bare message id. */
  writeAsClient(input: {
    account: string;
    client: string;
    text: string;
    name?: string;
  }): Promise<{ id: string; timestamp: number }>;
  /** What the client's phone shows in the chat with the account, in the order in which it appeared. */
  readClientPhone(account: string, client: string): Promise<PhoneMessage[]>;
  /** The lawyer unlinks every device on the phone. `not_linked` when there is none. */
  logout(account: string): Promise<void>;
  /** Everything that was exchanged, oldest first. */
  ledger(): Promise<LedgerEntry[]>;
  /** Resolves when the server answers. */
  health(): Promise<void>;
}

/** `baseUrl` is the practice server's `url`. Every call rejects with `PracticeError`, and gives up after 10 s. */
export function createPracticeClient(baseUrl: string): PracticeClient {
  async function call<T>(path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> {
    let response: Response;
    let json: unknown;
    try {
      response = await fetch(new URL(`/control${path}`, baseUrl), {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', 'x-practice-control': '1' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
        redirect: 'error',
      });
      json = await response.json();
    } catch (cause) {
      throw new PracticeError('practice_unreachable', 0, 'The practice server does not answer.', { cause });
    }
    if (!response.ok) {
      const refusal = problem.safeParse(json);
      if (refusal.success) throw new PracticeError(refusal.data.error, response.status, refusal.data.message);
    }
    const parsed = answer.safeParse(json);
    if (!response.ok || !parsed.success) {
      throw new PracticeError('practice_unreachable', response.status, 'The practice server gave a strange answer.');
    }
    return parsed.data;
  }

  const chatPath = (account: string, client: string) =>
    `/accounts/${encodeURIComponent(account)}/clients/${encodeURIComponent(client)}/messages`;

  return {
    async scan(input) {
      await call('/scan', z.unknown(), input);
    },
    writeAsClient: ({ account, client, ...message }) => call(chatPath(account, client), written, message),
    readClientPhone: async (account, client) => (await call(chatPath(account, client), phoneMessages)).messages,
    async logout(account) {
      await call(`/accounts/${encodeURIComponent(account)}/logout`, z.unknown(), {});
    },
    ledger: async () => (await call('/ledger', entries)).entries,
    async health() {
      await call('/health', z.unknown());
    },
  };
}
