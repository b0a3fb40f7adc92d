import type { z } from 'zod';
import { AuditHead, AuditRow, AuditVerification } from '../audit.ts';
import { Broker, BrokerError, BrokerWarning } from '../broker.ts';
import * as entities from '../entities.ts';
import { Event, EventMessage } from '../event-log.ts';
import { EventPattern, EventType } from '../events.ts';
import { Grant } from '../grant.ts';
import * as ids from '../ids.ts';
import { Key } from '../key.ts';
import * as settings from '../lawyer-settings.ts';
import { ChatPage, FoundMessage, MessageList, Snippet } from '../message-lists.ts';
import { PracticeAction, PracticeFaults, PracticeFaultsChange, PracticeWrite } from '../practice.ts';
import { Problem } from '../problems.ts';
import { Scope } from '../scopes.ts';
import { OwnSession, Staff, StaffSession } from '../staff.ts';
import { HostKey, Tunnel, TunnelCause, TunnelChange, TunnelProvider, TunnelState } from '../tunnel.ts';
import * as values from '../values.ts';
import { Delivery, DeliveryAttempt, DeliveryWithAttempts, Webhook } from '../webhook.ts';

/** What the document names once and refers to (`components.schemas`). */
export const NAMED_SCHEMAS = {
  ...schemasOf(entities),
  ...schemasOf(settings),
  ...schemasOf(ids),
  Phone: values.Phone,
  Timestamp: values.Timestamp,
  MessageText: values.MessageText,
  MessageDirection: values.MessageDirection,
  MessageStatus: values.MessageStatus,
  MessageDetails: values.MessageDetails,
  SessionState: values.SessionState,
  SessionCause: values.SessionCause,
  SessionStep: values.SessionStep,
  AlertCode: values.AlertCode,
  ...{ HostKey, Tunnel, TunnelCause, TunnelChange, TunnelProvider, TunnelState },
  EventType,
  EventPattern,
  Event,
  EventMessage,
  Broker,
  BrokerError,
  BrokerWarning,
  Snippet,
  FoundMessage,
  MessageList,
  ChatPage,
  Key,
  AuditRow,
  AuditHead,
  AuditVerification,
  Scope,
  Staff,
  StaffSession,
  OwnSession,
  Grant,
  PracticeWrite,
  PracticeAction,
  PracticeFaults,
  PracticeFaultsChange,
  Problem,
  Webhook,
  Delivery,
  DeliveryAttempt,
  DeliveryWithAttempts,
};

type SchemasOf<Module> = { [Name in keyof Module as Module[Name] extends z.ZodType ? Name : never]: Module[Name] };

/** A new entity or id is in the document as soon as it is in the contract. */
function schemasOf<Module extends object>(module: Module): SchemasOf<Module> {
  const isSchema = (value: unknown) => typeof value === 'object' && value !== null && '_zod' in value;
  return Object.fromEntries(Object.entries(module).filter(([, value]) => isSchema(value))) as SchemasOf<Module>;
}
