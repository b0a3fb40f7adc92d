import { z } from 'zod';
import { breaks } from './faults.ts';
import { AttachmentId, ConversationId, MessageId } from './ids.ts';
import { TemplateUse } from './template.ts';
import { FileUse, MessageText, Phone } from './values.ts';

/** What whoever sends calls a message in their own books: it is given back with it, and means nothing here. */
const ClientReference = z
  .string()
  .min(1, 'must not be empty')
  .max(255, 'must be at most 255 characters')
  .refine((text) => !/\p{Cc}/u.test(text), breaks('characters', 'must not contain control characters'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'));

/** What the lawyer sends: a text, a file with or without a caption, or a template; to a number, or into a conversation. */
export const SEND_MESSAGE = {
  to: Phone.optional().describe(
    'Whom to write to; where there is no chat yet, one is begun. Give exactly one of `to` and `conversation_id`.',
  ),
  conversation_id: ConversationId.optional().describe(
    'The chat to write in, also where no number is known. Give exactly one of `to` and `conversation_id`.',
  ),
  text: MessageText.optional().describe(
    'The text; beside an attachment its caption, which `voice` and `audio` have not. Needed unless there is an attachment or a template.',
  ),
  attachment: z
    .strictObject({
      id: AttachmentId.describe('What `POST /v1/attachments` has answered. It is sent with one message.'),
      use: FileUse.optional().describe(
        'How it is shown. Without it: an image, a video or audio where WhatsApp shows that type so, else a document.',
      ),
    })
    .optional()
    .describe('A file that was uploaded before.'),
  template: TemplateUse.optional().describe(
    'A template, by `id` or `name`. It stands alone, without text and attachment.',
  ),
  reply_to: MessageId.optional().describe('The message of this chat that is answered; it must be in WhatsApp already.'),
  client_reference: ClientReference.optional().describe(
    'What you call the message: it is given back with it, also in webhooks, and means nothing here.',
  ),
} as const;

interface Parts {
  to?: unknown;
  conversation_id?: unknown;
  text?: unknown;
  attachment?: unknown;
  template?: unknown;
}

/** The rules that no single field can say. */
export function checkSendMessage(
  { to, conversation_id, text, attachment, template }: Parts,
  context: z.RefinementCtx,
): void {
  if ((to === undefined) === (conversation_id === undefined)) {
    context.addIssue({
      code: 'custom',
      path: ['to'],
      message: 'must be given, or conversation_id, and not both',
      params: { fault: 'one_of_two' },
    });
  }
  if (text === undefined && attachment === undefined && template === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['text'],
      message: 'must be given, or an attachment or a template',
      params: { fault: 'missing' },
    });
  }
  if (template !== undefined && (text !== undefined || attachment !== undefined)) {
    context.addIssue({
      code: 'custom',
      path: ['template'],
      message: 'must stand alone, without text and attachment',
      params: { fault: 'one_of_two' },
    });
  }
}
