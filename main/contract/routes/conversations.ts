import { z } from 'zod';
import { ClientStatus } from '../assignment.ts';
import { ConversationAddress } from '../conversation-address.ts';
import { Client, Completeness, Conversation, ConversationWithMessages, listOf, QueuedAction } from '../entities.ts';
import { ClientId } from '../ids.ts';
import { ChatPage, ChatQuery } from '../message-lists.ts';
import { Page, type Route } from '../route.ts';
import { GivenTime, PhoneInQuery } from '../values.ts';

/** A chat by the client's number, or by its id. */
export const OneConversation = z.strictObject({
  conversation: ConversationAddress.describe("The client's number, as `+4915112345678`, or the chat's id."),
});
const OneClient = z.strictObject({ id: ClientId });
const MergeBody = z.strictObject({ from: ClientId.describe('The other client.') });

/** Chats, and the people in them. */
export const CONVERSATION_ROUTES = {
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    summary: 'Conversations, the one last written in first',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    support: true,
    query: Page.extend({
      unread: z
        .enum(['true', 'false'])
        .optional()
        .describe('`true`: only chats with something that was not read; `false`: only the others.'),
      updated_after: GivenTime.optional().describe(
        'Only chats whose `updated_at` is later: those in which a message was stored since. An edit, a reaction and a status do not move it; they are events.',
      ),
    }),
    status: 200,
    output: listOf(Conversation),
    problems: ['invalid_cursor'],
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{conversation}',
    summary: 'One conversation with its newest messages, oldest of them first; the cursor leads to older ones',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    support: true,
    params: OneConversation,
    query: Page,
    status: 200,
    output: ConversationWithMessages,
    problems: ['conversation_not_found', 'invalid_cursor'],
  },
  listChatMessages: {
    method: 'GET',
    path: '/v1/conversations/{conversation}/messages',
    summary: 'Messages of one conversation, oldest first, with cursors to both sides, or those around one message',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    support: true,
    params: OneConversation,
    query: ChatQuery,
    status: 200,
    output: ChatPage,
    problems: ['conversation_not_found', 'message_not_found', 'invalid_cursor'],
  },
  readConversation: {
    method: 'POST',
    path: '/v1/conversations/{conversation}/read',
    summary: 'Show the client that the lawyer has read the chat, and zero its unread count',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    params: OneConversation,
    status: 202,
    output: QueuedAction,
    problems: ['conversation_not_found', 'group_is_read_only', 'lawyer_not_active'],
  },
  getCompleteness: {
    method: 'GET',
    path: '/v1/conversations/{conversation}/completeness',
    summary: 'From when to when the chat is known to be stored whole, and where it is not',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    params: OneConversation,
    status: 200,
    output: Completeness,
    problems: ['conversation_not_found'],
  },
  listClients: {
    method: 'GET',
    path: '/v1/clients',
    summary: 'Clients with all addresses that they are known under; of one status, or the one with a number',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    query: Page.extend({
      status: ClientStatus.optional().describe('Only those with whom the lawyer stands so.'),
      phone: PhoneInQuery.optional().describe('The one with that number, be it the present one or an earlier one.'),
    }),
    status: 200,
    output: listOf(Client),
    problems: ['invalid_cursor'],
  },
  getClient: {
    method: 'GET',
    path: '/v1/clients/{id}',
    summary: 'One client',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    status: 200,
    output: Client,
    problems: ['client_not_found'],
  },
  mergeClients: {
    method: 'POST',
    path: '/v1/clients/{id}/merge',
    summary: 'Two clients are one person: the other one becomes a part of this one, with its chat',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    body: MergeBody,
    status: 200,
    output: Client,
    problems: ['client_not_found', 'clients_not_mergeable'],
  },
  unmergeClients: {
    method: 'POST',
    path: '/v1/clients/{id}/unmerge',
    summary: 'Undo that: the other client is there again, with its own chat; it is what is answered',
    access: 'lawyer',
    fromOutside: true,
    resource: 'clients',
    params: OneClient,
    body: MergeBody,
    status: 200,
    output: Client,
    problems: ['client_not_found', 'not_merged'],
  },
} as const satisfies Record<string, Route>;
