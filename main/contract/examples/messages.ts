import type { MESSAGE_ROUTES } from '../routes/messages.ts';
import type { ExamplesOf } from './example.ts';
import { ANSWER_ID, CLIENT_PHONE, CONVERSATION_ID, MORNING, NOON, QUESTION_ID, QUEUED_ID, TERMS_ID } from './values.ts';

/** The client's question, as it is stored. */
export const QUESTION = {
  id: QUESTION_ID,
  conversation_id: CONVERSATION_ID,
  phone: CLIENT_PHONE,
  direction: 'inbound' as const,
  kind: 'text',
  text: 'I need a lawyer',
  sender_name: 'Anna Schmidt',
  sender_phone: null,
  status: 'received' as const,
  error: null,
  whatsapp_id: '3EB0C767D82B0A17F7A2',
  reply_to: null,
  forwarded: false,
  view_once: false,
  disappears_after: null,
  edited_at: null,
  revoked_at: null,
  reactions: [],
  attachment: null,
  details: null,
  sent_at: MORNING,
  stored_at: MORNING,
};

const QUEUED = {
  ...QUESTION,
  id: QUEUED_ID,
  direction: 'outbound' as const,
  text: 'Are you free at ten?',
  sender_name: null,
  status: 'queued' as const,
  whatsapp_id: '3EB0F1D4A2C85E90B763',
  sent_at: NOON,
  stored_at: NOON,
};

const action = {
  id: 17,
  action: 'react' as const,
  message_id: QUESTION_ID,
  conversation_id: CONVERSATION_ID,
  state: 'queued' as const,
  waits_for: 'turn' as const,
  due_at: null,
  attempts: 0,
  error: null,
  accepted_at: NOON,
};

export const MESSAGE_EXAMPLES: ExamplesOf<keyof typeof MESSAGE_ROUTES> = {
  listMessages: [
    {
      summary: 'What clients wrote of a lawyer',
      query: { q: 'lawyer', direction: 'inbound', limit: 50 },
      answer: {
        data: [
          {
            ...QUESTION,
            snippet: {
              field: 'text',
              text: 'I need a lawyer',
              is_cut_before: false,
              is_cut_behind: false,
              highlights: [{ start: 9, end: 15 }],
            },
          },
        ],
        next_cursor: null,
        is_partial: false,
        indexed_percent: 100,
      },
    },
    {
      summary: 'Everything, the newest first',
      query: { limit: 50 },
      answer: { data: [{ ...QUESTION, snippet: null }], next_cursor: null, is_partial: false, indexed_percent: 100 },
    },
  ],
  sendMessage: [
    {
      summary: 'A text to a number',
      body: { to: CLIENT_PHONE, text: 'Are you free at ten?' },
      answer: { id: QUEUED_ID, conversation_id: CONVERSATION_ID, status: 'queued' },
    },
    {
      summary: 'A reply to a message, into its conversation',
      body: { conversation_id: CONVERSATION_ID, text: 'How can I help?', reply_to: QUESTION_ID },
      answer: { id: 'msg_01kbc5vd0g8r4m9y2q7w3x5t6p', conversation_id: CONVERSATION_ID, status: 'queued' },
    },
    {
      summary: 'A file that was uploaded, with a caption',
      body: { to: CLIENT_PHONE, text: 'Please read this first.', attachment: { id: TERMS_ID, use: 'document' } },
      answer: { id: 'msg_01kbc5vd0g8r4m9y2q7w3x5t6q', conversation_id: CONVERSATION_ID, status: 'queued' },
    },
  ],
  getMessage: [{ summary: "A client's question", params: { id: QUESTION_ID }, answer: QUESTION }],
  listVersions: [{ summary: 'Never edited', params: { id: QUESTION_ID }, answer: { data: [], next_cursor: null } }],
  cancelMessage: [
    {
      summary: 'Before it is sent',
      params: { id: QUEUED_ID },
      answer: { ...QUEUED, status: 'cancelled' },
    },
  ],
  reactToMessage: [
    { summary: 'A thumb up', params: { id: QUESTION_ID }, body: { emoji: '👍' }, answer: action },
    { summary: 'Take it back', params: { id: QUESTION_ID }, body: { emoji: '' }, answer: { ...action, id: 18 } },
  ],
  editMessage: [
    {
      summary: 'Another text',
      params: { id: ANSWER_ID },
      body: { text: 'How can I help you?' },
      answer: { ...action, id: 19, action: 'edit', message_id: ANSWER_ID },
    },
  ],
  revokeMessage: [
    {
      summary: 'Take it back for everyone',
      params: { id: ANSWER_ID },
      answer: { ...action, id: 20, action: 'revoke', message_id: ANSWER_ID },
    },
  ],
  listOutbox: [
    {
      summary: 'One thing waits for its turn',
      query: { limit: 50 },
      answer: { data: [action], next_cursor: null },
    },
  ],
  cancelQueued: [{ summary: 'Take the reaction out of the queue', params: { id: '17' } }],
};
