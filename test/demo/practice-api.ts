import { ApiProblem, createHttp } from './directory-api.ts';

/** A message as `GET /v1/conversations/{phone}` shows it, as far as the demo looks. */
interface StoredMessage {
  id: string;
  whatsapp_id: string;
  stored_at: string;
}

interface Session {
  state: string;
  qr?: string;
}

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
  stored(phone: string): Promise<StoredMessage[]>;
}

/** The practice account of the key's lawyer. */
export async function createPracticeApi(api: string, practiceKey: string): Promise<PracticeApi> {
  const http = createHttp(api, practiceKey);
  const { data: lawyer } = await http.get<{ id: string }>('/v1/lawyers/me');
  const phonePath = (phone: string) => `/v1/practice/clients/${encodeURIComponent(phone)}/messages`;

  return {
    async session() {
      return (await http.get<Session>(`/v1/lawyers/${lawyer.id}/session`)).data;
    },
    async hurry() {
      await http.patch(`/v1/lawyers/${lawyer.id}/settings`, { pace: { enabled: false } });
    },
    async scan() {
      return unless('session_not_waiting_for_scan', false, async () => {
        await http.post('/v1/practice/scan');
        return true;
      });
    },
    async write({ phone, name }, text) {
      return (await http.post<{ id: string }>(phonePath(phone), { text, name })).data.id;
    },
    async arrived(phone) {
      return (await http.get<{ data: { text: string }[] }>(phonePath(phone))).data.data.map(({ text }) => text);
    },
    async stored(phone) {
      return unless('conversation_not_found', [], async () => {
        const path = `/v1/conversations/${encodeURIComponent(phone)}`;
        return (await http.get<{ messages: StoredMessage[] }>(path)).data.messages;
      });
    },
  };
}

async function unless<Result>(code: string, otherwise: Result, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ApiProblem && error.code === code) return otherwise;
    throw error;
  }
}
