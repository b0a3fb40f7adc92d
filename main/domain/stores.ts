import type { AlertStore } from './stores/alert-store.ts';
import type { ApiKeyStore } from './stores/api-key-store.ts';
import type { AttachmentStore } from './stores/attachment-store.ts';
import type { AuditStore } from './stores/audit-store.ts';
import type { ClientStore } from './stores/client-store.ts';
import type { ConversationStore } from './stores/conversation-store.ts';
import type { GrantStore } from './stores/grant-store.ts';
import type { HistoryStore } from './stores/history-store.ts';
import type { IdempotencyStore } from './stores/idempotency-store.ts';
import type { LawyerSettingsStore, LawyerStore } from './stores/lawyer-stores.ts';
import type { MessageSearchStore } from './stores/message-search-store.ts';
import type { MessageStore } from './stores/message-store.ts';
import type { OutboxStore } from './stores/outbox-store.ts';
import type { StaffSessionStore } from './stores/staff-session-store.ts';
import type { StaffStore } from './stores/staff-store.ts';
import type { EventStore, WebhookQueueStore, WebhookStore } from './stores/webhook-stores.ts';

export interface Stores {
  lawyers: LawyerStore;
  apiKeys: ApiKeyStore;
  clients: ClientStore;
  conversations: ConversationStore;
  messages: MessageStore;
  messageSearch: MessageSearchStore;
  events: EventStore;
  webhooks: WebhookStore;
  webhookQueue: WebhookQueueStore;
  outbox: OutboxStore;
  attachments: AttachmentStore;
  histories: HistoryStore;
  alerts: AlertStore;
  lawyerSettings: LawyerSettingsStore;
  staff: StaffStore;
  staffSessions: StaffSessionStore;
  grants: GrantStore;
  idempotency: IdempotencyStore;
  audit: AuditStore;
}
