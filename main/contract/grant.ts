import { z } from 'zod';
import { breaks } from './faults.ts';
import { ConversationId, GrantId, LawyerId, StaffId } from './ids.ts';
import { GivenTime, Timestamp } from './values.ts';

/** A lawyer lets a member of support read some conversations for a while. */
export const Grant = z.object({
  id: GrantId,
  lawyer_id: LawyerId,
  staff_id: StaffId,
  conversation_ids: z.array(ConversationId),
  reason: z.string(),
  created_at: Timestamp,
  expires_at: Timestamp,
  revoked_at: Timestamp.nullable(),
});
export type Grant = z.infer<typeof Grant>;

/** What a grant is made of. */
export const GRANT_BODY = {
  staff_id: StaffId.describe('The member of support who may read.'),
  conversation_ids: z
    .array(ConversationId)
    .min(1)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, breaks('twice', 'must not name a conversation twice'))
    .describe('What may be read: these chats with their messages and files.'),
  expires_at: GivenTime.describe('When it ends: in 30 days at the latest.'),
  reason: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(500, 'must be at most 500 characters')
    .refine((text) => !/\p{Cc}/u.test(text), breaks('characters', 'must not contain control characters'))
    .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
    .describe('Why. It is shown with the grant.'),
};
