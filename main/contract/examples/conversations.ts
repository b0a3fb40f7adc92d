import type { CONVERSATION_ROUTES } from '../routes/conversations.ts';
import type { ExamplesOf } from './example.ts';
import { QUESTION } from './messages.ts';
import {
  CLIENT_ID,
  CLIENT_PHONE,
  CONVERSATION_ID,
  MORNING,
  NOON,
  OTHER_CLIENT_ID,
  OTHER_CONVERSATION_ID,
  QUESTION_ID,
} from './values.ts';

const CONVERSATION = {
  id: CONVERSATION_ID,
  client_id: CLIENT_ID,
  type: 'person' as const,
  phone: CLIENT_PHONE,
  title: 'Anna Schmidt',
  message_count: 1,
  unread_count: 1,
  last_message: {
    direction: 'inbound' as const,
    kind: 'text',
    preview: 'I need a lawyer',
    status: 'received' as const,
    sent_at: MORNING,
  },
  created_at: MORNING,
  updated_at: MORNING,
};

const CLIENT = {
  id: CLIENT_ID,
  name: 'Anna Schmidt',
  phone: CLIENT_PHONE,
  conversation_id: CONVERSATION_ID,
  aliases: [
    { kind: 'phone' as const, value: CLIENT_PHONE, source: 'whatsapp', first_seen_at: MORNING, last_seen_at: MORNING },
  ],
  merged: [],
  created_at: MORNING,
  updated_at: MORNING,
};

export const CONVERSATION_EXAMPLES: ExamplesOf<keyof typeof CONVERSATION_ROUTES> = {
  listConversations: [
    { summary: 'The first page', query: { limit: 50 }, answer: { data: [CONVERSATION], next_cursor: null } },
  ],
  getConversation: [
    {
      summary: "By the client's number",
      params: { conversation: CLIENT_PHONE },
      query: { limit: 50 },
      answer: { ...CONVERSATION, messages: [QUESTION], next_cursor: null },
    },
    {
      summary: 'By its id',
      params: { conversation: CONVERSATION_ID },
      answer: { ...CONVERSATION, messages: [QUESTION], next_cursor: null },
    },
  ],
  listChatMessages: [
    {
      summary: 'The end of the chat',
      params: { conversation: CLIENT_PHONE },
      query: { limit: 50 },
      answer: { data: [QUESTION], next_cursor: null, older_cursor: null, newer_cursor: null },
    },
    {
      summary: 'Around a message that was found',
      params: { conversation: CONVERSATION_ID },
      query: { around: QUESTION_ID, limit: 50 },
      answer: { data: [QUESTION], next_cursor: null, older_cursor: null, newer_cursor: null },
    },
  ],
  readConversation: [
    {
      summary: 'The lawyer has read it',
      params: { conversation: CLIENT_PHONE },
      answer: {
        id: 21,
        action: 'mark_read',
        message_id: null,
        conversation_id: CONVERSATION_ID,
        state: 'queued',
        waits_for: 'turn',
        due_at: null,
        attempts: 0,
        error: null,
        accepted_at: NOON,
      },
    },
  ],
  getCompleteness: [
    {
      summary: 'Whole since the first message',
      params: { conversation: CLIENT_PHONE },
      answer: {
        complete_from: MORNING,
        complete_until: NOON,
        reaches_start: true,
        gaps: [],
        messages: 1,
        checked_at: NOON,
      },
    },
  ],
  listClients: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [CLIENT], next_cursor: null } }],
  getClient: [{ summary: 'By its id', params: { id: CLIENT_ID }, answer: CLIENT }],
  mergeClients: [
    {
      summary: 'Two numbers, one person',
      params: { id: CLIENT_ID },
      body: { from: OTHER_CLIENT_ID },
      answer: {
        ...CLIENT,
        merged: [{ client_id: OTHER_CLIENT_ID, name: 'A. Schmidt', merged_at: NOON }],
        updated_at: NOON,
      },
    },
  ],
  unmergeClients: [
    {
      summary: 'They were two after all',
      params: { id: CLIENT_ID },
      body: { from: OTHER_CLIENT_ID },
      answer: {
        ...CLIENT,
        id: OTHER_CLIENT_ID,
        name: 'A. Schmidt',
        phone: '+4915187654321',
        conversation_id: OTHER_CONVERSATION_ID,
        aliases: [],
      },
    },
  ],
};
