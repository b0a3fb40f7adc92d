/*
 * Values that one chooses from in the window. They stand here, apart from the schemas that are made of them, because the
 * window checks nothing: the library for that is not loaded with it.
 */

/** How a lawyer and a client stand to each other. To somebody who is blocked nothing is sent; what they write is kept. */
export const CLIENT_STATUSES = ['lead', 'active', 'closed', 'blocked'] as const;

/** Whom another lawyer writes to is theirs to say: nobody is blocked in another's name. */
export const ASSIGNED_STATUSES = ['lead', 'active', 'closed'] as const;

/** In which order clients are listed: by name, the last one made first, or the one last written with first. */
export const CLIENT_ORDERS = ['name', 'newest', 'last_message'] as const;

/** The parts of a chat's gallery: photos and films, documents, voice notes and other sounds, messages with a link. */
export const GALLERY_SECTIONS = ['media', 'documents', 'sounds', 'links'] as const;

/** Who carries the directory's calls: a server of the directory's, or a service. */
export const TUNNEL_PROVIDERS = ['ssh', 'cloudflared', 'ngrok'] as const;

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

/** The last 24 hours, or the last 30 days. */
export const SAMPLE_SPANS = ['day', 'month'] as const;

/**
 * Past-tense facts. One append-only log of them feeds the webhooks and the window. The list is the whole promise of
 * `/v1`, so that a receiver can register today for what a later version will tell.
 */
export const EVENT_TYPES = [
  'message.received',
  'message.sent',
  'message.delivered',
  'message.read',
  'message.played',
  'message.failed',
  'message.cancelled',
  'message.unknown',
  'message.edited',
  'message.revoked',
  'message.reaction',
  'message.attachment_stored',
  'message.action_failed',
  'conversation.created',
  'client.created',
  'client.updated',
  'client.merged',
  'client.unmerged',
  'client.removed',
  'session.qr',
  'session.ready',
  'session.reconnecting',
  'session.disconnected',
  'session.logged_out',
  'session.failed',
  'session.sleeping',
  'history.progress',
  'history.completed',
  'alert.raised',
  'alert.cleared',
  'audit.head',
] as const;

/** Whole families of event types. */
export const EVENT_FAMILIES = [
  'message.*',
  'conversation.*',
  'client.*',
  'session.*',
  'history.*',
  'alert.*',
  'audit.*',
] as const;

/** After how long without a key or the mouse the window locks itself, in minutes. */
export const LOCK_MINUTES = { least: 1, most: 240, default: 10 } as const;

/** As what it is written down that support was shown a file, or its small picture, by an address of the window. */
export const FILE_LOOKS = { whole: 'attachments.show', small: 'attachments.thumbnail' } as const;
