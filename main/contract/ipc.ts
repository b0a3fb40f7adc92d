import type { z } from 'zod';
import { ALERT_CALLS } from './ipc/alerts.ts';
import { APP_CALLS } from './ipc/app.ts';
import { APP_SETTINGS_CALLS } from './ipc/app-settings.ts';
import { ATTACHMENT_CALLS } from './ipc/attachments.ts';
import { AUDIT_CALLS } from './ipc/audit.ts';
import { BROKER_CALLS } from './ipc/brokers.ts';
import { CLIENT_CALLS } from './ipc/clients.ts';
import { CONVERSATION_CALLS } from './ipc/conversations.ts';
import { DRAFT_CALLS } from './ipc/drafts.ts';
import { EVENT_CALLS } from './ipc/events.ts';
import { GRANT_CALLS } from './ipc/grants.ts';
import { HEALTH_CALLS } from './ipc/health.ts';
import { HISTORY_CALLS } from './ipc/history.ts';
import { IDENTITY_CALLS } from './ipc/identity.ts';
import { KEY_CALLS } from './ipc/keys.ts';
import { LAWYER_CALLS } from './ipc/lawyers.ts';
import { LINK_CALLS } from './ipc/links.ts';
import { MESSAGE_CALLS } from './ipc/messages.ts';
import { OUTBOX_CALLS } from './ipc/outbox.ts';
import { PRACTICE_CALLS } from './ipc/practice.ts';
import type { IpcPush } from './ipc/push.ts';
import { REFERENCE_CALLS } from './ipc/reference.ts';
import { SEARCH_CALLS } from './ipc/search.ts';
import { SESSION_CALLS } from './ipc/sessions.ts';
import { SET_UP_CALLS } from './ipc/set-up.ts';
import { SETTINGS_CALLS } from './ipc/settings.ts';
import { STAFF_CALLS } from './ipc/staff.ts';
import { STATS_CALLS } from './ipc/stats.ts';
import { TEMPLATE_CALLS } from './ipc/templates.ts';
import { TUNNEL_CALLS } from './ipc/tunnel.ts';
import { UPDATE_CALLS } from './ipc/updates.ts';
import { WEBHOOK_CALLS } from './ipc/webhooks.ts';
import { WHATSAPP_VIEW_CALLS } from './ipc/whatsapp-view.ts';
import type { FieldFault, ProblemCode } from './problems.ts';

export type { LawyerWithSession } from './ipc/lawyers.ts';
export { IpcPush } from './ipc/push.ts';
export type { ShownWebhook } from './ipc/webhooks.ts';
export type { Rectangle } from './ipc/whatsapp-view.ts';

/**
 * Calls from the window, one file a feature in `ipc/`. What goes in and what comes out is parsed in the main process, which
 * also holds each call to its `access` and writes it down as its `audit` says.
 */
export const IPC_CALLS = {
  ...APP_CALLS,
  ...APP_SETTINGS_CALLS,
  ...UPDATE_CALLS,
  ...SET_UP_CALLS,
  ...WHATSAPP_VIEW_CALLS,
  ...LAWYER_CALLS,
  ...SETTINGS_CALLS,
  ...ALERT_CALLS,
  ...HEALTH_CALLS,
  ...STATS_CALLS,
  ...CONVERSATION_CALLS,
  ...MESSAGE_CALLS,
  ...LINK_CALLS,
  ...DRAFT_CALLS,
  ...TEMPLATE_CALLS,
  ...SEARCH_CALLS,
  ...ATTACHMENT_CALLS,
  ...OUTBOX_CALLS,
  ...CLIENT_CALLS,
  ...SESSION_CALLS,
  ...HISTORY_CALLS,
  ...IDENTITY_CALLS,
  ...STAFF_CALLS,
  ...GRANT_CALLS,
  ...AUDIT_CALLS,
  ...TUNNEL_CALLS,
  ...BROKER_CALLS,
  ...KEY_CALLS,
  ...WEBHOOK_CALLS,
  ...EVENT_CALLS,
  ...REFERENCE_CALLS,
  ...PRACTICE_CALLS,
} as const;

export type IpcCall = keyof typeof IPC_CALLS;
export type IpcInput<Call extends IpcCall> = z.input<(typeof IPC_CALLS)[Call]['input']>;
export type IpcOutput<Call extends IpcCall> = z.infer<(typeof IPC_CALLS)[Call]['output']>;

/** What a call answers: the output, or a problem's code with the fields it names. Errors never cross as exceptions. */
export type IpcAnswer<Call extends IpcCall> =
  | { ok: true; value: IpcOutput<Call> }
  | { ok: false; code: ProblemCode; errors: readonly FieldFault[] };

/** What preload/shell.ts puts on our window as `window.lexline`. */
export interface ShellBridge {
  call<Call extends IpcCall>(call: Call, input: IpcInput<Call>): Promise<IpcAnswer<Call>>;
  onPush(listener: (push: IpcPush) => void): () => void;
  /** `locked`: the database could not be opened with this machine's keychain; only `app.unlock` answers. */
  readonly view: 'app' | 'locked';
}
