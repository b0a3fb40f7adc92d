import type { AxiosInstance } from 'axios';
import type { Attachment, HistoryProgress, Message, Session } from '../../main/contract/entities.ts';
import type { LawyerId } from '../../main/contract/ids.ts';
import type { FileUse, Phone } from '../../main/contract/values.ts';
import { ApiProblem, createHttp } from './http.ts';

/** WhatsApp's own servers are asked for the code, which can take longer than anything else does. In ms. */
const PAIRING_CODE_LIMIT = 60_000;

/** A conversation with its newest messages, oldest of them first. */
export interface Chat {
  id: string;
  unread_count: number;
  phone: string | null;
  messages: Message[];
}

/** The part of Lexline's REST API that the doctor uses, on behalf of one lawyer. */
export interface DoctorApi {
  session(): Promise<Session>;
  history(): Promise<HistoryProgress>;
  syncHistory(): Promise<void>;
  /** Has WhatsApp show a pairing code for the lawyer's own phone. False when it gives none. */
  requestPairingCode(): Promise<boolean>;
  restart(): Promise<void>;
  logOut(): Promise<void>;
  /** The conversation with that number; null while there is none. */
  chatWith(phone: Phone): Promise<Chat | null>;
  chatOf(conversationId: string): Promise<Chat>;
  /** The conversation that was last written in; null while there is none. */
  newestChat(): Promise<Chat | null>;
  message(id: string): Promise<Message>;
  versions(id: string): Promise<number>;
  /** Each conversation's number of messages, added up. */
  messageCount(): Promise<number>;
  send(
    conversationId: string,
    what: { text?: string; attachment?: { id: string; use: FileUse }; reply_to?: string },
  ): Promise<string>;
  /** Has the client be shown that the chat was read; the answer is the number of what is queued. */
  markRead(conversationId: string): Promise<number>;
  isQueued(action: number): Promise<boolean>;
  upload(fileName: string, bytes: Uint8Array): Promise<Attachment>;
  react(id: string, emoji: string): Promise<void>;
  edit(id: string, text: string): Promise<void>;
  revoke(id: string): Promise<void>;
}

export async function createLawyer(
  baseUrl: string,
  adminKey: string,
  phone: Phone,
): Promise<{ id: LawyerId; key: string }> {
  const { data } = await createHttp(baseUrl, adminKey).post<{ id: LawyerId; api_key: string }>('/v1/lawyers', {
    name: 'Doctor',
    email: 'doctor@lexline.example',
    phone_number: phone,
  });
  return { id: data.id, key: data.api_key };
}

export function createDoctorApi(baseUrl: string, { id, key }: { id: string; key: string }): DoctorApi {
  const http = createHttp(baseUrl, key);
  const own = `/v1/lawyers/${id}`;
  const chatOf = (conversation: string) => get<Chat>(http, `/v1/conversations/${conversation}?limit=50`);
  return {
    session: () => get(http, `${own}/session`),
    history: () => get(http, `${own}/history`),
    syncHistory: () => post(http, `${own}/history/sync`),
    async requestPairingCode() {
      try {
        await http.post(`${own}/session/pairing-code`, {}, { timeout: PAIRING_CODE_LIMIT });
        return true;
      } catch (error) {
        if (error instanceof ApiProblem) return false;
        throw error;
      }
    },
    restart: () => post(http, `${own}/session/restart`),
    logOut: () => post(http, `${own}/session/logout`),
    chatWith: (phone) => unlessMissing(get<Chat>(http, `/v1/conversations/${encodeURIComponent(phone)}?limit=50`)),
    chatOf,
    async newestChat() {
      const { data } = await get<{ data: { id: string }[] }>(http, '/v1/conversations?limit=1');
      const newest = data[0];
      return newest ? chatOf(newest.id) : null;
    },
    message: (message) => get(http, `/v1/messages/${message}`),
    versions: async (message) => (await get<{ data: unknown[] }>(http, `/v1/messages/${message}/versions`)).data.length,
    async messageCount() {
      let count = 0;
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { data: { message_count: number }[]; next_cursor: string | null } = await get(
          http,
          `/v1/conversations?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        for (const { message_count } of page.data) count += message_count;
        cursor = page.next_cursor;
      }
      return count;
    },
    async send(conversationId, what) {
      const { data } = await http.post<{ id: string }>('/v1/messages/send', {
        conversation_id: conversationId,
        ...what,
      });
      return data.id;
    },
    async markRead(conversationId) {
      return (await http.post<{ id: number }>(`/v1/conversations/${conversationId}/read`)).data.id;
    },
    async isQueued(action) {
      const { data } = await get<{ data: { id: number }[] }>(http, '/v1/outbox?limit=200');
      return data.some(({ id }) => id === action);
    },
    async upload(fileName, bytes) {
      const path = `/v1/attachments?file_name=${encodeURIComponent(fileName)}`;
      const headers = { 'content-type': 'application/octet-stream' };
      return (await http.post<Attachment>(path, Buffer.from(bytes), { headers })).data;
    },
    react: (message, emoji) => post(http, `/v1/messages/${message}/reaction`, { emoji }),
    edit: (message, text) => post(http, `/v1/messages/${message}/edit`, { text }),
    revoke: (message) => post(http, `/v1/messages/${message}/revoke`),
  };
}

async function get<Answer>(http: AxiosInstance, path: string): Promise<Answer> {
  return (await http.get<Answer>(path)).data;
}

async function post(http: AxiosInstance, path: string, body?: unknown): Promise<void> {
  await http.post(path, body);
}

async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
