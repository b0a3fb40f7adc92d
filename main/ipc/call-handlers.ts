import { type AuditDependencies, createCallAudit } from './audit-calls.ts';
import { type AlertDependencies, alertCalls } from './calls/alerts.ts';
import { type AppDependencies, appCalls } from './calls/app.ts';
import { type AppSettingsDependencies, appSettingsCalls } from './calls/app-settings.ts';
import { type AttachmentDependencies, attachmentCalls } from './calls/attachments.ts';
import { type AuditListDependencies, auditCalls } from './calls/audit.ts';
import { type BrokerDependencies, brokerCalls } from './calls/brokers.ts';
import { type ClientDependencies, clientCalls } from './calls/clients.ts';
import { type ConversationDependencies, conversationCalls } from './calls/conversations.ts';
import { type DraftDependencies, draftCalls } from './calls/drafts.ts';
import { type EventDependencies, eventCalls } from './calls/events.ts';
import { type GrantDependencies, grantCalls } from './calls/grants.ts';
import { type HealthDependencies, healthCalls } from './calls/health.ts';
import { type HistoryDependencies, historyCalls } from './calls/history.ts';
import { type IdentityDependencies, identityCalls } from './calls/identity.ts';
import { type KeyDependencies, keyCalls } from './calls/keys.ts';
import { type LawyerDependencies, lawyerCalls } from './calls/lawyers.ts';
import { type LinkDependencies, linkCalls } from './calls/links.ts';
import { type MessageDependencies, messageCalls } from './calls/messages.ts';
import { type OutboxDependencies, outboxCalls } from './calls/outbox.ts';
import { type PracticeDependencies, practiceCalls } from './calls/practice.ts';
import { type ReferenceDependencies, referenceCalls } from './calls/reference.ts';
import { type SearchDependencies, searchCalls } from './calls/search.ts';
import { type SessionDependencies, sessionCalls } from './calls/sessions.ts';
import { type SetUpDependencies, setUpCalls } from './calls/set-up.ts';
import { type SettingsDependencies, settingsCalls } from './calls/settings.ts';
import { type StaffDependencies, staffCalls } from './calls/staff.ts';
import { type StatsDependencies, statsCalls } from './calls/stats.ts';
import { type TemplateDependencies, templateCalls } from './calls/templates.ts';
import { type TunnelDependencies, tunnelCalls } from './calls/tunnel.ts';
import { type UpdateDependencies, updateCalls } from './calls/updates.ts';
import { type WebhookDependencies, webhookCalls } from './calls/webhooks.ts';
import { type WhatsAppViewDependencies, whatsappViewCalls } from './calls/whatsapp-view.ts';
import type { CallHandlers } from './handlers-of.ts';

/** What each feature's calls need, and what all are written down with. */
export type CallDependencies = AuditDependencies &
  AlertDependencies &
  AppDependencies &
  AppSettingsDependencies &
  AttachmentDependencies &
  AuditListDependencies &
  BrokerDependencies &
  ClientDependencies &
  ConversationDependencies &
  DraftDependencies &
  EventDependencies &
  GrantDependencies &
  HealthDependencies &
  HistoryDependencies &
  IdentityDependencies &
  KeyDependencies &
  LawyerDependencies &
  LinkDependencies &
  MessageDependencies &
  OutboxDependencies &
  PracticeDependencies &
  SearchDependencies &
  ReferenceDependencies &
  SessionDependencies &
  SettingsDependencies &
  SetUpDependencies &
  StaffDependencies &
  StatsDependencies &
  TemplateDependencies &
  TunnelDependencies &
  UpdateDependencies &
  WebhookDependencies &
  WhatsAppViewDependencies;

/** What the window can ask for once the database is open, each call written down as its entry in the contract says. */
export function callHandlers(dependencies: CallDependencies): CallHandlers {
  const { database, wrap } = createCallAudit(dependencies);
  const deps = { ...dependencies, database };
  return wrap({
    ...appCalls(deps),
    ...appSettingsCalls(deps),
    ...updateCalls(deps),
    ...setUpCalls(deps),
    ...whatsappViewCalls(deps),
    ...lawyerCalls(deps),
    ...settingsCalls(deps),
    ...alertCalls(deps),
    ...healthCalls(deps),
    ...statsCalls(deps),
    ...conversationCalls(deps),
    ...messageCalls(deps),
    ...linkCalls(deps),
    ...draftCalls(deps),
    ...templateCalls(deps),
    ...searchCalls(deps),
    ...attachmentCalls(deps),
    ...outboxCalls(deps),
    ...clientCalls(deps),
    ...sessionCalls(deps),
    ...historyCalls(deps),
    ...identityCalls(deps),
    ...staffCalls(deps),
    ...grantCalls(deps),
    ...auditCalls(deps),
    ...tunnelCalls(deps),
    ...brokerCalls(deps),
    ...keyCalls(deps),
    ...webhookCalls(deps),
    ...eventCalls(deps),
    ...referenceCalls(deps),
    ...practiceCalls(deps),
  });
}
