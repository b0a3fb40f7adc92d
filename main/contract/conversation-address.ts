import { z } from 'zod';
import { ConversationId } from './ids.ts';
import { Phone } from './values.ts';

/** A chat by the client's number, or by its id: of some clients no number is known, and a group has none. */
export const ConversationAddress = z.union([ConversationId, Phone], {
  error: "must be a phone number in E.164 form, such as +4915112345678, or a conversation's id",
});
export type ConversationAddress = z.infer<typeof ConversationAddress>;
