import type { Kysely } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { Mac } from '../domain/mac.ts';
import type { Stores } from '../domain/stores.ts';
import { createAlertStore } from './alert-store.ts';
import { createApiKeyStore } from './api-key-store.ts';
import { createAssignmentStore } from './assignment-store.ts';
import { createAttachmentStore } from './attachment-store.ts';
import { createAuditStore } from './audit-store.ts';
import { createBrokerStore } from './broker-store.ts';
import { createClientStore } from './client-store.ts';
import { createConversationStore } from './conversation-store.ts';
import { createDeliveryStore } from './delivery-store.ts';
import { createDraftStore } from './draft-store.ts';
import { createEventStore } from './event-store.ts';
import { createGrantStore } from './grant-store.ts';
import { createHealthStore } from './health-store.ts';
import { createHistoryStore } from './history-store.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { createLawyerSettingsStore } from './lawyer-settings-store.ts';
import { createLawyerStore } from './lawyer-store.ts';
import { createMessageSearch } from './message-search.ts';
import { createMessageStore } from './message-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import type { Schema } from './schema.ts';
import { createStaffSessionStore } from './staff-session-store.ts';
import { createStaffStore } from './staff-store.ts';
import { createStatsStore } from './stats-store.ts';
import { createTemplateStore } from './template-store.ts';
import { createTunnelStore } from './tunnel-store.ts';
import { createWebhookQueueStore } from './webhook-queue-store.ts';
import { createWebhookStore } from './webhook-store.ts';

/** All stores on one connection; `appended` hears of each event that is written, `mac` proves the audit log. */
export function createStores(db: Kysely<Schema>, mac: Mac, appended: (event: StoredEvent) => void): Stores {
  return {
    lawyers: createLawyerStore(db),
    apiKeys: createApiKeyStore(db),
    clients: createClientStore(db),
    assignments: createAssignmentStore(db),
    conversations: createConversationStore(db),
    messages: createMessageStore(db),
    messageSearch: createMessageSearch(db),
    events: createEventStore(db, appended),
    webhooks: createWebhookStore(db),
    webhookQueue: createWebhookQueueStore(db),
    deliveries: createDeliveryStore(db),
    brokers: createBrokerStore(db),
    outbox: createOutboxStore(db),
    attachments: createAttachmentStore(db),
    histories: createHistoryStore(db),
    alerts: createAlertStore(db),
    lawyerSettings: createLawyerSettingsStore(db),
    templates: createTemplateStore(db),
    stats: createStatsStore(db),
    staff: createStaffStore(db),
    staffSessions: createStaffSessionStore(db),
    grants: createGrantStore(db),
    idempotency: createIdempotencyStore(db),
    audit: createAuditStore(db, mac),
    tunnel: createTunnelStore(db),
    health: createHealthStore(db),
    drafts: createDraftStore(db),
  };
}
