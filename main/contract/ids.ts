import { z } from 'zod';

/**
 * Ids are `<prefix>_<ULID>`: 26 characters of Crockford's base 32 (lower case), sortable by the time they were made.
 * They are branded, so that a message's id can never be passed where a client's is expected.
 */
const ulid = '[0-9a-hjkmnp-tv-z]{26}';

export const LawyerId = z
  .string()
  .regex(new RegExp(`^law_${ulid}$`))
  .brand<'LawyerId'>();
export const ClientId = z
  .string()
  .regex(new RegExp(`^cli_${ulid}$`))
  .brand<'ClientId'>();
export const ConversationId = z
  .string()
  .regex(new RegExp(`^con_${ulid}$`))
  .brand<'ConversationId'>();
export const MessageId = z
  .string()
  .regex(new RegExp(`^msg_${ulid}$`))
  .brand<'MessageId'>();
export const WebhookId = z
  .string()
  .regex(new RegExp(`^whk_${ulid}$`))
  .brand<'WebhookId'>();
export const BrokerId = z
  .string()
  .regex(new RegExp(`^brk_${ulid}$`))
  .brand<'BrokerId'>();
export const EventId = z
  .string()
  .regex(new RegExp(`^evt_${ulid}$`))
  .brand<'EventId'>();
export const AttachmentId = z
  .string()
  .regex(new RegExp(`^att_${ulid}$`))
  .brand<'AttachmentId'>();
export const TemplateId = z
  .string()
  .regex(new RegExp(`^tpl_${ulid}$`))
  .brand<'TemplateId'>();
export const AlertId = z
  .string()
  .regex(new RegExp(`^alr_${ulid}$`))
  .brand<'AlertId'>();
export const StaffId = z
  .string()
  .regex(new RegExp(`^stf_${ulid}$`))
  .brand<'StaffId'>();
export const StaffSessionId = z
  .string()
  .regex(new RegExp(`^ses_${ulid}$`))
  .brand<'StaffSessionId'>();
export const GrantId = z
  .string()
  .regex(new RegExp(`^grt_${ulid}$`))
  .brand<'GrantId'>();
/** The 12 characters in the middle of an API key's text: it says which key a text is, and proves nothing. */
export const KeyId = z
  .string()
  .regex(/^[0-9A-Za-z]{12}$/)
  .brand<'KeyId'>();
export const RequestId = z
  .string()
  .regex(new RegExp(`^req_${ulid}$`))
  .brand<'RequestId'>();

export type LawyerId = z.infer<typeof LawyerId>;
export type ClientId = z.infer<typeof ClientId>;
export type ConversationId = z.infer<typeof ConversationId>;
export type MessageId = z.infer<typeof MessageId>;
export type WebhookId = z.infer<typeof WebhookId>;
export type BrokerId = z.infer<typeof BrokerId>;
export type EventId = z.infer<typeof EventId>;
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
  att: AttachmentId;
  tpl: TemplateId;
  alr: AlertId;
  stf: StaffId;
  ses: StaffSessionId;
  grt: GrantId;
  req: RequestId;
}
