import { z } from 'zod';
import { AttachmentId, ConversationId, MessageId } from './ids.ts';
import { TemplateUse } from './template.ts';
import { FileUse, MessageText, Phone } from './values.ts';

/** What whoever sends calls a message in their own books: it is given back with it, and means nothing here. */
const ClientReference = z
  .string()
  .min(1, 'must not be empty')
  .max(255, 'must be at most 255 characters')
  .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** What the lawyer sends: a text, a file with or without a caption, or a template; to a number, or into a conversation. */
export const SEND_MESSAGE = {
  to: Phone.optional(),
  conversation_id: ConversationId.optional(),
  text: MessageText.optional(),
  attachment: z.strictObject({ id: AttachmentId, use: FileUse.optional() }).optional(),
  template: TemplateUse.optional(),
  reply_to: MessageId.optional(),
  client_reference: ClientReference.optional(),
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
    context.addIssue({ code: 'custom', path: ['to'], message: 'must be given, or conversation_id, and not both' });
  }
  if (text === undefined && attachment === undefined && template === undefined) {
    context.addIssue({ code: 'custom', path: ['text'], message: 'must be given, or an attachment or a template' });
  }
  if (template !== undefined && (text !== undefined || attachment !== undefined)) {
    context.addIssue({ code: 'custom', path: ['template'], message: 'must stand alone, without text and attachment' });
  }
}
