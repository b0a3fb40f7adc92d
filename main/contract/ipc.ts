import { z } from 'zod';
import {
  Alert,
  Attachment,
  Client,
  Completeness,
  Conversation,
  HistoryProgress,
  Lawyer,
  Message,
  MessageVersion,
  QueuedAction,
  Session,
  WarningCode,
} from './entities.ts';
import { EventType } from './events.ts';
import { FileName } from './file-name.ts';
import { GRANT_BODY, Grant } from './grant.ts';
import {
  AttachmentId,
  ClientId,
  ConversationId,
  GrantId,
  LawyerId,
  MessageId,
  StaffId,
  StaffSessionId,
} from './ids.ts';
import { LawyerSettings } from './lawyer-settings.ts';
import { PracticeAction, PracticeFaults, PracticeFaultsChange, PracticeWrite } from './practice.ts';
import type { ProblemCode } from './problems.ts';
import { checkSendMessage, SEND_MESSAGE } from './send-message.ts';
import { Email, NewPassword, Staff, StaffRole, StaffSession } from './staff.ts';
import { Tunnel } from './tunnel.ts';
import { Emoji, MessageText, Mode, PersonName, Phone } from './values.ts';

/** The area of the window, in CSS pixels, in which WhatsApp's own page is shown. */
const Rectangle = z.strictObject({
  x: z.number().int().min(0),
  y: z.number().int().min(0),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
});
export type Rectangle = z.infer<typeof Rectangle>;

const LawyerWithSession = Lawyer.extend({ session: Session });
export type LawyerWithSession = z.infer<typeof LawyerWithSession>;

const AppStatus = z.object({
  version: z.string(),
  mode: Mode,
  api_url: z.string(),
  warnings: z.array(z.object({ code: WarningCode, message: z.string() })),
  /** Webhook deliveries that wait for another try. */
  webhooks_waiting: z.number().int(),
  /** Present until the person has confirmed that it is written down; then never again. */
  recovery_key: z.string().nullable(),
});
export type AppStatus = z.infer<typeof AppStatus>;

/** A file goes through the window's call in one piece, in bytes. Larger ones are uploaded over the API. */
const MAX_UPLOAD = 100 * 1024 * 1024;

/** Calls from the window. One entry each: what goes in, what comes out. Both are parsed in the main process. */
export const IPC_CALLS = {
  'app.status': { input: z.undefined(), output: AppStatus },
  'app.confirmRecoveryKey': { input: z.undefined(), output: z.undefined() },
  /** Opens the database of a data folder whose keychain has changed. False: the recovery key is wrong. */
  'app.unlock': { input: z.strictObject({ recovery_key: z.string().max(200) }), output: z.boolean() },
  'lawyers.list': { input: z.undefined(), output: z.array(LawyerWithSession) },
  'lawyers.create': {
    input: z.strictObject({ name: PersonName, email: z.email().max(254), phone_number: Phone }),
    output: Lawyer.extend({ api_key: z.string() }),
  },
  'conversations.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: z.string().max(200).optional() }),
    output: z.object({ data: z.array(Conversation), next_cursor: z.string().nullable() }),
  },
  'conversations.get': {
    input: z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId }),
    output: Conversation,
  },
  /** Oldest first; the cursor leads to older ones. */
  'conversations.messages': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      conversation_id: ConversationId,
      cursor: z.string().max(200).optional(),
    }),
    output: z.object({ data: z.array(Message), next_cursor: z.string().nullable() }),
  },
  /** Zeroes our unread count; it sends no read receipt to the client. */
  'conversations.markRead': {
    input: z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId }),
    output: z.undefined(),
  },
  /** To a number, or into a conversation; a text, a file with a caption, or both. */
  'messages.send': {
    input: z.strictObject({ lawyer_id: LawyerId, ...SEND_MESSAGE }).superRefine(checkSendMessage),
    output: z.object({ id: MessageId, conversation_id: ConversationId }),
  },
  'messages.get': { input: z.strictObject({ lawyer_id: LawyerId, id: MessageId }), output: Message },
  'messages.versions': {
    input: z.strictObject({ lawyer_id: LawyerId, id: MessageId }),
    output: z.array(MessageVersion),
  },
  /** The three that act on a message in WhatsApp are queued; what the page then shows is what is stored. */
  'messages.react': {
    input: z.strictObject({ lawyer_id: LawyerId, id: MessageId, emoji: z.union([Emoji, z.literal('')]) }),
    output: z.undefined(),
  },
  'messages.edit': {
    input: z.strictObject({ lawyer_id: LawyerId, id: MessageId, text: MessageText }),
    output: z.undefined(),
  },
  'messages.revoke': { input: z.strictObject({ lawyer_id: LawyerId, id: MessageId }), output: z.undefined() },
  /** Takes back a message that is still queued. */
  'messages.cancel': { input: z.strictObject({ lawyer_id: LawyerId, id: MessageId }), output: z.undefined() },
  /** Shows the client that the lawyer has read the chat. */
  'conversations.sendRead': {
    input: z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId }),
    output: z.undefined(),
  },
  'conversations.completeness': {
    input: z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId }),
    output: Completeness,
  },
  /** Bytes come as they are; the type is found from them. */
  'attachments.upload': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      file_name: FileName,
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ byteLength }) => byteLength > 0, 'must not be empty')
        .refine(({ byteLength }) => byteLength <= MAX_UPLOAD, `must be at most ${MAX_UPLOAD} bytes`),
    }),
    output: Attachment,
  },
  /** Fetches a file that was not taken in, or that WhatsApp had dropped. */
  'attachments.fetch': { input: z.strictObject({ lawyer_id: LawyerId, id: AttachmentId }), output: z.undefined() },
  /** Saves a stored file where the person says. False: the person has changed their mind. */
  'attachments.save': { input: z.strictObject({ lawyer_id: LawyerId, id: AttachmentId }), output: z.boolean() },
  'outbox.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: z.string().max(200).optional() }),
    output: z.object({ data: z.array(QueuedAction), next_cursor: z.string().nullable() }),
  },
  'outbox.cancel': {
    input: z.strictObject({ lawyer_id: LawyerId, id: z.number().int() }),
    output: z.undefined(),
  },
  'clients.get': { input: z.strictObject({ lawyer_id: LawyerId, id: ClientId }), output: Client },
  'clients.merge': {
    input: z.strictObject({ lawyer_id: LawyerId, from: ClientId, into: ClientId }),
    output: Client,
  },
  'clients.unmerge': {
    input: z.strictObject({ lawyer_id: LawyerId, from: ClientId, into: ClientId }),
    output: Client,
  },
  'session.requestPairingCode': {
    input: z.strictObject({ lawyer_id: LawyerId, phone: Phone.optional() }),
    output: z.undefined(),
  },
  'session.logOut': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  'session.restart': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  'session.sleep': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  'session.wake': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  /** In bytes, at this moment; null while no page is loaded. */
  'session.memory': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.number().nullable() },
  'history.progress': { input: z.strictObject({ lawyer_id: LawyerId }), output: HistoryProgress },
  'history.sync': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  /** People who sign in, over the API and later in the window. */
  'staff.list': {
    input: z.strictObject({ cursor: z.string().max(200).optional() }),
    output: z.object({ data: z.array(Staff), next_cursor: z.string().nullable() }),
  },
  'staff.create': {
    input: z.strictObject({ name: PersonName, email: Email, password: NewPassword, role: StaffRole }),
    output: Staff,
  },
  /** What is left out stays as it is. */
  'staff.change': {
    input: z.strictObject({
      id: StaffId,
      name: PersonName.optional(),
      email: Email.optional(),
      role: StaffRole.optional(),
      is_active: z.boolean().optional(),
    }),
    output: Staff,
  },
  'staff.resetPassword': { input: z.strictObject({ id: StaffId, password: NewPassword }), output: z.undefined() },
  'staffSessions.list': {
    input: z.strictObject({ cursor: z.string().max(200).optional() }),
    output: z.object({ data: z.array(StaffSession), next_cursor: z.string().nullable() }),
  },
  'staffSessions.end': { input: z.strictObject({ id: StaffSessionId }), output: z.undefined() },
  /** What support may read of a lawyer's. The owner of this machine gives it in the lawyer's place. */
  'grants.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: z.string().max(200).optional() }),
    output: z.object({ data: z.array(Grant), next_cursor: z.string().nullable() }),
  },
  'grants.create': { input: z.strictObject({ lawyer_id: LawyerId, ...GRANT_BODY }), output: Grant },
  'grants.revoke': { input: z.strictObject({ lawyer_id: LawyerId, id: GrantId }), output: Grant },
  /** The way in from outside, which is the whole app's. */
  'tunnel.get': { input: z.undefined(), output: Tunnel },
  'tunnel.start': { input: z.undefined(), output: Tunnel },
  'tunnel.stop': { input: z.undefined(), output: Tunnel },
  'alerts.open': { input: z.undefined(), output: z.array(Alert) },
  'settings.get': { input: z.strictObject({ lawyer_id: LawyerId }), output: LawyerSettings },
  'settings.set': {
    input: z.strictObject({ lawyer_id: LawyerId, settings: LawyerSettings }),
    output: LawyerSettings,
  },
  /** Shows WhatsApp's own page of that lawyer over the given area of the window. Call again to move it. */
  'whatsappView.show': { input: z.strictObject({ lawyer_id: LawyerId, area: Rectangle }), output: z.undefined() },
  'whatsappView.hide': { input: z.undefined(), output: z.undefined() },
  'practice.scan': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  'practice.write': {
    input: z.strictObject({ lawyer_id: LawyerId, phone: Phone, message: PracticeWrite }),
    output: z.undefined(),
  },
  'practice.act': {
    input: z.strictObject({ lawyer_id: LawyerId, phone: Phone, action: PracticeAction }),
    output: z.undefined(),
  },
  'practice.enterPairingCode': { input: z.strictObject({ lawyer_id: LawyerId }), output: z.undefined() },
  'practice.faults': { input: z.undefined(), output: PracticeFaults },
  'practice.setFaults': { input: PracticeFaultsChange, output: PracticeFaults },
} as const;

export type IpcCall = keyof typeof IPC_CALLS;
export type IpcInput<Call extends IpcCall> = z.input<(typeof IPC_CALLS)[Call]['input']>;
/** The same input once its schema has parsed it: branded values are real there. */
export type IpcParsed<Call extends IpcCall> = z.infer<(typeof IPC_CALLS)[Call]['input']>;
export type IpcOutput<Call extends IpcCall> = z.infer<(typeof IPC_CALLS)[Call]['output']>;

/** What a call answers: the output, or a problem's code with the fields it names. Errors never cross as exceptions. */
export type IpcAnswer<Call extends IpcCall> =
  | { ok: true; value: IpcOutput<Call> }
  | { ok: false; code: ProblemCode; errors: { field: string; message: string }[] };

/** What the main process tells the window without being asked. Only hints to read again, and sessions as they are. */
export const IpcPush = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    /** A fact of the event log, or a message's step that only the window shows. */
    type: z.union([EventType, z.literal('message.queued')]),
    lawyer_id: LawyerId,
    conversation_id: ConversationId.nullable(),
    message_id: MessageId.nullable(),
  }),
  z.object({ kind: z.literal('session'), lawyer_id: LawyerId, session: Session }),
  z.object({ kind: z.literal('history'), lawyer_id: LawyerId, progress: HistoryProgress }),
  z.object({ kind: z.literal('lawyers') }),
  z.object({ kind: z.literal('status') }),
  z.object({ kind: z.literal('tunnel') }),
]);
export type IpcPush = z.infer<typeof IpcPush>;

/** What preload/shell.ts puts on our window as `window.lexline`. */
export interface ShellBridge {
  call<Call extends IpcCall>(call: Call, input: IpcInput<Call>): Promise<IpcAnswer<Call>>;
  onPush(listener: (push: IpcPush) => void): () => void;
  /** `locked`: the database could not be opened with this machine's keychain; only `app.unlock` answers. */
  readonly view: 'app' | 'locked';
}
