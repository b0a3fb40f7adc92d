import { z } from 'zod';
import { AppSettings } from '../app-settings.ts';
import { ClientExport } from '../client-export.ts';
import { HistoryProgress, Session } from '../entities.ts';
import { EventType } from '../events.ts';
import { ClientId, ConversationId, LawyerId, MessageId } from '../ids.ts';
import { Resource } from '../scopes.ts';
import { Updates } from '../updates.ts';

/** What only the window is told of a chat; the event log is not. A chat was marked as read, by the API say. */
export const WindowStep = z.enum(['message.queued', 'conversation.read']);
export type WindowStep = z.infer<typeof WindowStep>;

/** What the main process tells the window without being asked. Only hints to read again, and what changes often as it is. */
export const IpcPush = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    /** A fact of the event log, or a step that only the window shows. */
    type: z.union([EventType, WindowStep]),
    lawyer_id: LawyerId,
    conversation_id: ConversationId.nullable(),
    message_id: MessageId.nullable(),
  }),
  z.object({ kind: z.literal('session'), lawyer_id: LawyerId, session: Session }),
  z.object({ kind: z.literal('history'), lawyer_id: LawyerId, progress: HistoryProgress }),
  /** The export of a client has begun, has come so far, or (null) has ended. */
  z.object({
    kind: z.literal('client_export'),
    lawyer_id: LawyerId,
    client_id: ClientId,
    progress: ClientExport.nullable(),
  }),
  z.object({ kind: z.literal('lawyers') }),
  z.object({ kind: z.literal('status') }),
  z.object({ kind: z.literal('tunnel') }),
  /** Something was written, by this window or over the API. Without a lawyer: of the whole app, or it is not said whose. */
  z.object({ kind: z.literal('changed'), what: Resource, lawyer_id: LawyerId.nullable() }),
  /** Another sits at the window, or nobody: it is to be asked who. */
  z.object({ kind: z.literal('identity') }),
  z.object({ kind: z.literal('app_settings'), settings: AppSettings }),
  z.object({ kind: z.literal('updates'), updates: Updates }),
  /** Shows another place of the window: a notification was clicked, say. `to` is an address within it. */
  z.object({ kind: z.literal('navigate'), to: z.string().startsWith('/').max(500) }),
  /** A link in WhatsApp's own page was followed: whether it is to be opened is asked here, as for the link of a message. */
  z.object({ kind: z.literal('link'), address: z.string().max(4096) }),
]);
export type IpcPush = z.infer<typeof IpcPush>;
