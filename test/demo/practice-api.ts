import { ApiError, createClient } from '../../main/contract/client.ts';
import type { Message, Session } from '../../main/contract/entities.ts';
import type { ProblemCode } from '../../main/contract/problems.ts';

/** What the demo asks of the API beyond what a directory does: the session, and the simulated phones. */
export interface PracticeApi {
  session(): Promise<Session>;
  /** Switches one person's pace off: nobody real is written to, and a demo that types like a person takes its time. */
  hurry(): Promise<void>;
  /** False while no QR code waits to be scanned. */
  scan(): Promise<boolean>;
  /** A client writes to the lawyer. Answers with WhatsApp's id. */
  write(client: { phone: string; name: string }, text: string): Promise<string>;
  /** The texts that have arrived on the client's phone: the truth about what was sent. */
  arrived(phone: string): Promise<string[]>;
  /** The stored messages of a conversation; none while there is no conversation. */
  stored(phone: string): Promise<Message[]>;
}

/** The practice account of the key's lawyer. */
export async function createPracticeApi(api: string, practiceKey: string): Promise<PracticeApi> {
  const lexline = createClient({ baseUrl: api, key: practiceKey, timeout: 10_000 });
  const { id } = await lexline.getOwnLawyer();

  return {
    session: () => lexline.getSession({ params: { id } }),
    async hurry() {
      await lexline.changeSettings({ params: { id }, body: { pace: { enabled: false } } });
    },
    scan: () => unless('session_not_waiting_for_scan', false, async () => (await lexline.practiceScan()).scanned),
    async write({ phone, name }, text) {
      return (await lexline.practiceWrite({ params: { phone }, body: { text, name } })).id;
    },
    async arrived(phone) {
      return (await lexline.practiceRead({ params: { phone } })).data.map(({ text }) => text);
    },
    stored: (phone) =>
      unless(
        'conversation_not_found',
        [],
        async () => (await lexline.getConversation({ params: { conversation: phone } })).messages,
      ),
  };
}

async function unless<Result>(code: ProblemCode, otherwise: Result, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ApiError && error.code === code) return otherwise;
    throw error;
  }
}
