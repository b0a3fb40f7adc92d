import { z } from 'zod';
import { listOf, Message, MessageVersion, QueuedAction } from '../entities.ts';
import { ConversationId, MessageId } from '../ids.ts';
import { MessageList, MessageQuery } from '../message-lists.ts';
import { Page, type Route } from '../route.ts';
import { checkSendMessage, SEND_MESSAGE } from '../send-message.ts';
import { Emoji, MessageText } from '../values.ts';

const OneMessage = z.strictObject({ id: MessageId });

/** Its number in the outbox, as a path has it. */
const QueuedActionId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be the number of a row of the outbox')
  .transform(Number)
  .describe('The number of the row, as `GET /v1/outbox` shows it.');

/** Messages, and what is done to them in WhatsApp. What acts on one there is queued, and answered when it is durable. */
export const MESSAGE_ROUTES = {
  sendMessage: {
    method: 'POST',
    path: '/v1/messages/send',
    summary: 'Accept a message for sending; it is durable before the answer',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    body: z.strictObject(SEND_MESSAGE).superRefine(checkSendMessage),
    status: 202,
    location: '/v1/messages/{id}',
    output: z.object({
      id: MessageId,
      conversation_id: ConversationId,
      status: z.literal('queued'),
      language: z.string().optional().describe('Of a template alone: the language that was taken.'),
    }),
    problems: [
      'lawyer_not_active',
      'client_blocked',
      'conversation_not_found',
      'message_not_found',
      'message_not_in_whatsapp',
      'template_not_found',
      'attachment_not_found',
      'attachment_not_ready',
      'attachment_in_use',
      'file_type_not_allowed',
      'group_is_read_only',
    ],
  },
  listMessages: {
    method: 'GET',
    path: '/v1/messages',
    summary: 'Messages of all conversations, newest first; with `q`, those in which the words are found',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    query: MessageQuery,
    status: 200,
    output: MessageList,
    problems: ['conversation_not_found', 'invalid_cursor'],
  },
  getMessage: {
    method: 'GET',
    path: '/v1/messages/{id}',
    summary: 'One message with its status',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    support: true,
    params: OneMessage,
    status: 200,
    output: Message,
    problems: ['message_not_found'],
  },
  listVersions: {
    method: 'GET',
    path: '/v1/messages/{id}/versions',
    summary: 'The texts that a message had before it was edited, the first one first',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    support: true,
    params: OneMessage,
    status: 200,
    output: listOf(MessageVersion),
    problems: ['message_not_found'],
  },
  cancelMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/cancel',
    summary: 'Take back a message that still waits to be sent',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: OneMessage,
    status: 202,
    output: Message,
    problems: ['message_not_found', 'already_on_its_way'],
  },
  reactToMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/reaction',
    summary: 'React to a message with an emoji; an empty one takes the reaction back',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: OneMessage,
    body: z.strictObject({
      emoji: z
        .union([Emoji, z.literal('')], { error: 'must be one emoji, or empty' })
        .describe('One emoji. Empty: the reaction is taken back.'),
    }),
    status: 202,
    output: QueuedAction,
    problems: [
      'lawyer_not_active',
      'client_blocked',
      'message_not_found',
      'message_not_in_whatsapp',
      'group_is_read_only',
    ],
  },
  editMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/edit',
    summary: 'Give an own message another text; the one before is kept as a version',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: OneMessage,
    body: z.strictObject({ text: MessageText.describe('The whole new text.') }),
    status: 202,
    output: QueuedAction,
    problems: [
      'lawyer_not_active',
      'client_blocked',
      'message_not_found',
      'message_not_own',
      'message_not_in_whatsapp',
      'too_late_in_whatsapp',
      'group_is_read_only',
    ],
  },
  revokeMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/revoke',
    summary: 'Take an own message back for everyone; here it stays, and is marked',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: OneMessage,
    status: 202,
    output: QueuedAction,
    problems: [
      'lawyer_not_active',
      'message_not_found',
      'message_not_own',
      'message_not_in_whatsapp',
      'too_late_in_whatsapp',
      'group_is_read_only',
    ],
  },
  listOutbox: {
    method: 'GET',
    path: '/v1/outbox',
    summary: 'What waits to be done in WhatsApp, in the order of acceptance, and why it waits',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    query: Page,
    status: 200,
    output: listOf(QueuedAction),
    problems: ['invalid_cursor'],
  },
  cancelQueued: {
    method: 'DELETE',
    path: '/v1/outbox/{id}',
    summary: 'Take back what is not begun; a message is cancelled by it',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: z.strictObject({ id: QueuedActionId }),
    status: 204,
    output: z.undefined(),
    problems: ['queued_action_not_found', 'already_on_its_way'],
  },
} as const satisfies Record<string, Route>;
