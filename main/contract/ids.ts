import { z } from 'zod';

/**
 * Ids are `<prefix>_<ULID>`: 26 characters of Crockford's base 32 (lower case), sortable by the time they were made.
 * They are branded, so that a message's id can never be passed where a client's is expected.
 */
const ulid = '[0-9a-hjkmnp-tv-z]{26}';

function id(prefix: string, whose: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_${ulid}$`), `must be the id of ${whose}: ${prefix}_ and 26 characters`)
    .describe(`The id of ${whose}.`);
}

export const LawyerId = id('law', 'a lawyer').brand<'LawyerId'>();
export const ClientId = id('cli', 'a client').brand<'ClientId'>();
export const ConversationId = id('con', 'a conversation').brand<'ConversationId'>();
export const MessageId = id('msg', 'a message').brand<'MessageId'>();
export const WebhookId = id('whk', 'a webhook').brand<'WebhookId'>();
export const EventId = id('evt', 'an event').brand<'EventId'>();
export const BrokerId = id('brk', 'a message broker').brand<'BrokerId'>();
export const BatchId = id('bat', 'a batch of webhook deliveries').brand<'BatchId'>();
export const AttachmentId = id('att', 'an attachment').brand<'AttachmentId'>();
export const TemplateId = id('tpl', 'a template').brand<'TemplateId'>();
export const AlertId = id('alr', 'an alert').brand<'AlertId'>();
export const StaffId = id('stf', 'a member of staff').brand<'StaffId'>();
export const StaffSessionId = id('ses', 'a session of staff').brand<'StaffSessionId'>();
export const GrantId = id('grt', 'a grant').brand<'GrantId'>();
/** The 12 characters in the middle of an API key's text: it says which key a text is, and proves nothing. */
export const KeyId = z
  .string()
  .regex(/^[0-9A-Za-z]{12}$/, "must be the id of an API key: the 12 characters in the middle of the key's text")
  .describe("The id of an API key: the 12 characters in the middle of the key's text.")
  .brand<'KeyId'>();
export const RequestId = id('req', 'a request').brand<'RequestId'>();

export type LawyerId = z.infer<typeof LawyerId>;
export type ClientId = z.infer<typeof ClientId>;
export type ConversationId = z.infer<typeof ConversationId>;
export type MessageId = z.infer<typeof MessageId>;
export type WebhookId = z.infer<typeof WebhookId>;
export type BrokerId = z.infer<typeof BrokerId>;
export type EventId = z.infer<typeof EventId>;
export type BatchId = z.infer<typeof BatchId>;
export type AttachmentId = z.infer<typeof AttachmentId>;
export type TemplateId = z.infer<typeof TemplateId>;
export type AlertId = z.infer<typeof AlertId>;
export type StaffId = z.infer<typeof StaffId>;
export type StaffSessionId = z.infer<typeof StaffSessionId>;
export type GrantId = z.infer<typeof GrantId>;
export type KeyId = z.infer<typeof KeyId>;
export type RequestId = z.infer<typeof RequestId>;

/** Every id, by its prefix. */
export interface IdByPrefix {
  law: LawyerId;
  cli: ClientId;
  con: ConversationId;
  msg: MessageId;
  whk: WebhookId;
  brk: BrokerId;
  evt: EventId;
  bat: BatchId;
  att: AttachmentId;
  tpl: TemplateId;
  alr: AlertId;
  stf: StaffId;
  ses: StaffSessionId;
  grt: GrantId;
  req: RequestId;
}
