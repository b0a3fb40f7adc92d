import type { ProblemCode } from '../../../main/contract/problems.ts';
import type { RouteName } from '../../../main/contract/routes.ts';
import type { Scope } from '../../../main/contract/scopes.ts';

/**
 * Who may do what, written down by hand and by nothing that enforces it. Whoever changes who may call a route changes it
 * here as well, on purpose; a new route does not compile until it is here.
 *
 * - `everybody`: needs no key.
 * - `administrators`: an administrator's key, or an owner who has signed in.
 * - `lawyer`: a lawyer's key, about that lawyer's own things.
 * - `lawyer and support`: and support, about what a lawyer has granted for now.
 * - `lawyer and administrators`: the lawyer who is named, and administrators.
 * - `every key`: each about the own things, administrators about all.
 * - `watchers`: administrators; in the practice account lawyers as well.
 * - `signed in`: a person's own session.
 */
export type Circle =
  | 'everybody'
  | 'administrators'
  | 'lawyer'
  | 'lawyer and support'
  | 'lawyer and administrators'
  | 'every key'
  | 'watchers'
  | 'signed in';

/** `instead`: what whoever may do it is answered in this world, where it is a problem that has nothing to do with access. */
interface Statement {
  who: Circle;
  scope?: Scope;
  instead?: ProblemCode;
  /** A locked session may. */
  whenLocked?: true;
}

export const POLICY: Record<RouteName, Statement> = {
  getHealth: { who: 'everybody' },
  getMetrics: { who: 'watchers', scope: 'operations:read' },
  listAlerts: { who: 'every key', scope: 'operations:read' },

  createKey: { who: 'every key', scope: 'keys:write' },
  listKeys: { who: 'every key', scope: 'keys:read' },
  getOwnKey: { who: 'every key' },
  getKey: { who: 'every key', scope: 'keys:read' },
  changeKey: { who: 'every key', scope: 'keys:write' },
  rotateKey: { who: 'every key', scope: 'keys:write' },
  revokeKey: { who: 'every key', scope: 'keys:write' },

  listAudit: { who: 'every key', scope: 'audit:read' },
  verifyAudit: { who: 'every key', scope: 'audit:read' },

  createLawyer: { who: 'administrators', scope: 'lawyers:write' },
  listLawyers: { who: 'administrators', scope: 'lawyers:read' },
  getOwnLawyer: { who: 'lawyer', scope: 'lawyers:read' },
  getLawyer: { who: 'lawyer and administrators', scope: 'lawyers:read' },
  changeLawyer: { who: 'lawyer and administrators', scope: 'lawyers:write' },
  activateLawyer: { who: 'administrators', scope: 'lawyers:write' },
  deactivateLawyer: { who: 'administrators', scope: 'lawyers:write' },
  removeLawyer: { who: 'administrators', scope: 'lawyers:write', instead: 'lawyer_active' },
  getSettings: { who: 'lawyer and administrators', scope: 'lawyers:read' },
  changeSettings: { who: 'lawyer and administrators', scope: 'lawyers:write' },
  getSession: { who: 'lawyer and administrators', scope: 'sessions:read' },
  getSessionQr: { who: 'lawyer and administrators', scope: 'sessions:read', instead: 'session_not_waiting_for_scan' },
  requestPairingCode: { who: 'lawyer and administrators', scope: 'sessions:write' },
  logOutSession: { who: 'lawyer and administrators', scope: 'sessions:write' },
  restartSession: { who: 'lawyer and administrators', scope: 'sessions:write' },
  putSessionToSleep: { who: 'lawyer and administrators', scope: 'sessions:write' },
  wakeSession: { who: 'lawyer and administrators', scope: 'sessions:write' },
  getHistory: { who: 'lawyer and administrators', scope: 'sessions:read' },
  syncHistory: { who: 'lawyer and administrators', scope: 'sessions:write' },

  sendMessage: { who: 'lawyer', scope: 'messages:write' },
  listMessages: { who: 'lawyer', scope: 'messages:read' },
  getMessage: { who: 'lawyer and support', scope: 'messages:read' },
  listVersions: { who: 'lawyer and support', scope: 'messages:read' },
  cancelMessage: { who: 'lawyer', scope: 'messages:write', instead: 'already_on_its_way' },
  retryMessage: { who: 'lawyer', scope: 'messages:write', instead: 'message_not_retryable' },
  reactToMessage: { who: 'lawyer', scope: 'messages:write' },
  editMessage: { who: 'lawyer', scope: 'messages:write', instead: 'message_not_own' },
  revokeMessage: { who: 'lawyer', scope: 'messages:write', instead: 'message_not_own' },
  listOutbox: { who: 'lawyer', scope: 'messages:read' },
  cancelQueued: { who: 'lawyer', scope: 'messages:write' },

  listConversations: { who: 'lawyer and support', scope: 'conversations:read' },
  getConversation: { who: 'lawyer and support', scope: 'conversations:read' },
  listChatMessages: { who: 'lawyer and support', scope: 'conversations:read' },
  readConversation: { who: 'lawyer', scope: 'conversations:write' },
  getCompleteness: { who: 'lawyer', scope: 'conversations:read' },
  syncConversation: { who: 'lawyer', scope: 'conversations:write' },
  getStats: { who: 'lawyer', scope: 'stats:read' },

  listClients: { who: 'lawyer', scope: 'clients:read' },
  getClient: { who: 'lawyer', scope: 'clients:read' },
  createClient: { who: 'lawyer', scope: 'clients:write' },
  changeClient: { who: 'lawyer', scope: 'clients:write' },
  removeClient: { who: 'lawyer', scope: 'clients:write', instead: 'client_not_empty' },
  addAlias: { who: 'lawyer', scope: 'clients:write' },
  removeAlias: { who: 'lawyer', scope: 'clients:write', instead: 'alias_not_found' },
  assignClient: { who: 'lawyer', scope: 'clients:write' },
  listAssignments: { who: 'lawyer', scope: 'clients:read' },
  unassignClient: { who: 'lawyer', scope: 'clients:write', instead: 'assignment_not_found' },
  mergeClients: { who: 'lawyer', scope: 'clients:write', instead: 'clients_not_mergeable' },
  unmergeClients: { who: 'lawyer', scope: 'clients:write', instead: 'not_merged' },

  uploadAttachment: { who: 'lawyer', scope: 'attachments:write' },
  getAttachment: { who: 'lawyer and support', scope: 'attachments:read' },
  getAttachmentContent: { who: 'lawyer and support', scope: 'attachments:read' },
  getAttachmentThumbnail: { who: 'lawyer and support', scope: 'attachments:read', instead: 'thumbnail_not_found' },
  createFileLink: { who: 'lawyer', scope: 'attachments:write' },
  getLinkedFile: { who: 'everybody', instead: 'file_link_invalid' },
  fetchAttachment: { who: 'lawyer', scope: 'attachments:write' },

  createTemplate: { who: 'lawyer', scope: 'templates:write' },
  listTemplates: { who: 'lawyer', scope: 'templates:read' },
  getTemplate: { who: 'lawyer', scope: 'templates:read' },
  changeTemplate: { who: 'lawyer', scope: 'templates:write' },
  removeTemplate: { who: 'lawyer', scope: 'templates:write' },
  previewTemplate: { who: 'lawyer', scope: 'templates:write' },

  createWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  listWebhooks: { who: 'lawyer', scope: 'webhooks:read' },
  getWebhook: { who: 'lawyer', scope: 'webhooks:read' },
  changeWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  pauseWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  resumeWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  recoverWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  rotateWebhookSecret: { who: 'lawyer', scope: 'webhooks:write' },
  testWebhook: { who: 'lawyer', scope: 'webhooks:write' },
  listDeliveries: { who: 'lawyer', scope: 'webhooks:read' },
  getDelivery: { who: 'lawyer', scope: 'webhooks:read' },
  redeliver: { who: 'lawyer', scope: 'webhooks:write' },
  deleteWebhook: { who: 'lawyer', scope: 'webhooks:write' },

  listEvents: { who: 'lawyer', scope: 'events:read' },
  streamEvents: { who: 'lawyer', scope: 'events:read' },
  openEventSocket: { who: 'lawyer', scope: 'events:read' },
  getEvent: { who: 'lawyer', scope: 'events:read' },

  getTunnel: { who: 'administrators', scope: 'tunnel:read' },
  changeTunnel: { who: 'administrators', scope: 'tunnel:write' },
  startTunnel: { who: 'administrators', scope: 'tunnel:write' },
  stopTunnel: { who: 'administrators', scope: 'tunnel:write' },

  createBroker: { who: 'administrators', scope: 'brokers:write' },
  listBrokers: { who: 'administrators', scope: 'brokers:read' },
  getBroker: { who: 'administrators', scope: 'brokers:read' },
  changeBroker: { who: 'administrators', scope: 'brokers:write' },
  removeBroker: { who: 'administrators', scope: 'brokers:write' },
  pauseBroker: { who: 'administrators', scope: 'brokers:write' },
  resumeBroker: { who: 'administrators', scope: 'brokers:write' },
  testBroker: { who: 'administrators', scope: 'brokers:write' },

  signIn: { who: 'everybody' },
  getOwnSession: { who: 'signed in' },
  signOut: { who: 'signed in', whenLocked: true },
  lockSession: { who: 'signed in', whenLocked: true },
  unlockSession: { who: 'signed in', whenLocked: true },
  changeOwnPassword: { who: 'signed in' },
  listSessions: { who: 'administrators', scope: 'staff:read' },
  endSession: { who: 'administrators', scope: 'staff:write' },
  createStaff: { who: 'administrators', scope: 'staff:write' },
  listStaff: { who: 'administrators', scope: 'staff:read' },
  getStaff: { who: 'administrators', scope: 'staff:read' },
  changeStaff: { who: 'administrators', scope: 'staff:write' },
  deactivateStaff: { who: 'administrators', scope: 'staff:write' },
  resetPassword: { who: 'administrators', scope: 'staff:write' },

  createGrant: { who: 'lawyer', scope: 'grants:write' },
  listGrants: { who: 'lawyer and support', scope: 'grants:read' },
  getGrant: { who: 'lawyer and support', scope: 'grants:read' },
  revokeGrant: { who: 'lawyer', scope: 'grants:write' },

  practiceScan: { who: 'lawyer', scope: 'practice:write', instead: 'session_not_waiting_for_scan' },
  practicePair: { who: 'lawyer', scope: 'practice:write', instead: 'session_not_waiting_for_scan' },
  practiceUnlink: { who: 'lawyer', scope: 'practice:write' },
  practiceWrite: { who: 'lawyer', scope: 'practice:write' },
  practiceRead: { who: 'lawyer', scope: 'practice:read' },
  practiceWritten: { who: 'lawyer', scope: 'practice:read' },
  practiceAct: { who: 'lawyer', scope: 'practice:write' },
  getPracticeFaults: { who: 'lawyer', scope: 'practice:read' },
  setPracticeFaults: { who: 'lawyer', scope: 'practice:write' },
};

export type Role = 'lawyer' | 'other lawyer' | 'administrator' | 'owner' | 'support';

/** Whose the thing is that a request names: two of the lawyer's, one of the other's, or nobody's. */
export type Thing = 'granted' | 'not granted' | 'of the other lawyer' | 'not there';

const ROLES: Record<Exclude<Circle, 'everybody'>, readonly Role[]> = {
  administrators: ['administrator', 'owner'],
  lawyer: ['lawyer', 'other lawyer'],
  'lawyer and support': ['lawyer', 'other lawyer', 'support'],
  'lawyer and administrators': ['lawyer', 'other lawyer', 'administrator', 'owner'],
  'every key': ['lawyer', 'other lawyer', 'administrator', 'owner'],
  watchers: ['lawyer', 'other lawyer', 'administrator', 'owner'],
  'signed in': ['owner', 'support'],
};

/** Somebody who calls, as far as the policy needs to know. */
export interface Who {
  /** Why the key or the token opens nothing, whatever is asked. */
  opensNothing?: ProblemCode;
  role?: Role;
  isLocked?: true;
  /** Of a key that is limited. */
  scopes?: 'the one asked for' | 'all but that';
  /** Of support: the lawyer has granted the first of their chats, for now. */
  hasGrant?: true;
  /** It had that once, and is still shown that it had. */
  hadGrant?: true;
}

/** What the policy says about one call: that it is done, or the code that it is refused with. */
export function verdict(name: RouteName, who: Who, thing: Thing | null): ProblemCode | 'done' | 'not found' {
  const { who: circle, scope, whenLocked, instead = 'done' } = POLICY[name];
  if (circle === 'everybody') return instead;
  if (who.opensNothing) return who.opensNothing;
  if (who.isLocked && !whenLocked) return 'session_locked';
  if (!who.role || !ROLES[circle].includes(who.role)) return 'insufficient_role';
  if (scope && who.scopes === 'all but that') return 'insufficient_scope';
  // An owner has signed in and used no key.
  if (name === 'getOwnKey' && who.role === 'owner') return 'key_not_found';
  return thing === null || isThere(circle, who, thing) ? instead : 'not found';
}

function isThere(circle: Circle, { role, hasGrant }: Who, thing: Thing): boolean {
  if (thing === 'not there') return false;
  if (role === 'administrator' || role === 'owner') return true;
  if (role === 'support') return circle === 'lawyer and support' && hasGrant === true && thing === 'granted';
  return (role === 'other lawyer') === (thing === 'of the other lawyer');
}
