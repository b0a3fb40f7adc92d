import { type AuditDependencies, createCallAudit } from './audit-calls.ts';
import { type AlertDependencies, alertCalls } from './calls/alerts.ts';
import { type AppDependencies, appCalls } from './calls/app.ts';
import { type AppSettingsDependencies, appSettingsCalls } from './calls/app-settings.ts';
import { type AttachmentDependencies, attachmentCalls } from './calls/attachments.ts';
import { type BrokerDependencies, brokerCalls } from './calls/brokers.ts';
import { type ClientDependencies, clientCalls } from './calls/clients.ts';
import { type ConversationDependencies, conversationCalls } from './calls/conversations.ts';
import { type GrantDependencies, grantCalls } from './calls/grants.ts';
import { type HistoryDependencies, historyCalls } from './calls/history.ts';
import { type LawyerDependencies, lawyerCalls } from './calls/lawyers.ts';
import { type MessageDependencies, messageCalls } from './calls/messages.ts';
import { type OutboxDependencies, outboxCalls } from './calls/outbox.ts';
import { type PracticeDependencies, practiceCalls } from './calls/practice.ts';
import { type SessionDependencies, sessionCalls } from './calls/sessions.ts';
import { type SettingsDependencies, settingsCalls } from './calls/settings.ts';
import { type StaffDependencies, staffCalls } from './calls/staff.ts';
import { type TunnelDependencies, tunnelCalls } from './calls/tunnel.ts';
import { type WhatsAppViewDependencies, whatsappViewCalls } from './calls/whatsapp-view.ts';
import type { CallHandlers } from './handlers-of.ts';

/** What each feature's calls need, and what all are written down with. */
export type CallDependencies = AuditDependencies &
  AlertDependencies &
  AppDependencies &
  AppSettingsDependencies &
  AttachmentDependencies &
  BrokerDependencies &
  ClientDependencies &
  ConversationDependencies &
  GrantDependencies &
  HistoryDependencies &
  LawyerDependencies &
  MessageDependencies &
  OutboxDependencies &
  PracticeDependencies &
  SessionDependencies &
  SettingsDependencies &
  StaffDependencies &
  TunnelDependencies &
  WhatsAppViewDependencies;

/** What the window can ask for once the database is open, each call written down as its entry in the contract says. */
export function callHandlers(dependencies: CallDependencies): CallHandlers {
  const { database, wrap } = createCallAudit(dependencies);
  const deps = { ...dependencies, database };
  return wrap({
    ...appCalls(deps),
    ...appSettingsCalls(deps),
    ...whatsappViewCalls(deps),
    ...lawyerCalls(deps),
    ...settingsCalls(deps),
    ...alertCalls(deps),
    ...conversationCalls(deps),
    ...messageCalls(deps),
    ...attachmentCalls(deps),
    ...outboxCalls(deps),
    ...clientCalls(deps),
    ...sessionCalls(deps),
    ...historyCalls(deps),
    ...staffCalls(deps),
    ...grantCalls(deps),
    ...tunnelCalls(deps),
    ...brokerCalls(deps),
    ...practiceCalls(deps),
  });
}
