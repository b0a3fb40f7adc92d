import type { Event } from './event-log.ts';
import type { EventType } from './events.ts';

type Field = Exclude<keyof Event['data'], 'lawyer_id'>;

interface Told {
  /** What has happened, in one line. */
  about: string;
  /** What `data` holds beside `lawyer_id`. */
  holds: readonly Field[];
  /** What it holds where that is known, or where there is such a thing. */
  mayHold?: readonly Field[];
}

const MESSAGE = ['conversation_id', 'message_id', 'message'] as const;

/** What each type of event says. */
export const EVENT_TYPES: Record<EventType, Told> = {
  'message.received': {
    about: 'A message has come in, or was found in the history of a chat.',
    holds: MESSAGE,
    mayHold: ['client_id'],
  },
  'message.sent': { about: 'WhatsApp has taken a message of the lawyer’s.', holds: MESSAGE },
  'message.delivered': { about: 'It is on the client’s phone.', holds: MESSAGE },
  'message.read': { about: 'The client has read it.', holds: MESSAGE },
  'message.played': { about: 'The client has listened to it, or watched it.', holds: MESSAGE },
  'message.failed': { about: 'It could not be sent; `error` of the message says why.', holds: MESSAGE },
  'message.cancelled': { about: 'It was taken back before it was sent.', holds: MESSAGE },
  'message.unknown': {
    about: 'It cannot be told whether it was sent; it is not sent a second time by itself.',
    holds: MESSAGE,
  },
  'message.edited': { about: 'Its text is another one now.', holds: MESSAGE, mayHold: ['client_id'] },
  'message.revoked': {
    about: 'Its sender has taken it back; what was stored of it stays.',
    holds: MESSAGE,
    mayHold: ['client_id'],
  },
  'message.reaction': {
    about: 'Somebody has reacted to it, or has taken a reaction back.',
    holds: [...MESSAGE, 'reaction'],
    mayHold: ['client_id'],
  },
  'message.attachment_stored': { about: 'Its file is here, and can be read.', holds: MESSAGE, mayHold: ['client_id'] },
  'message.action_failed': {
    about: 'What was to be done to it in WhatsApp could not be done; `action` says what, and why.',
    holds: ['conversation_id'],
    mayHold: ['message_id', 'message', 'action'],
  },
  'conversation.created': {
    about: 'There is a new chat. That of a group has no client.',
    holds: ['conversation_id'],
    mayHold: ['client_id'],
  },
  'client.created': { about: 'There is a new client.', holds: ['client_id'] },
  'client.updated': {
    about: 'More, or something else, is known of a client.',
    holds: ['client_id'],
    mayHold: ['conversation_id'],
  },
  'client.merged': {
    about: 'Two clients were one person: `merged_client_id` is part of `client_id` now.',
    holds: ['client_id', 'merged_client_id'],
    mayHold: ['conversation_id'],
  },
  'client.unmerged': {
    about: 'They are two again: `unmerged_client_id` was taken out of `client_id`.',
    holds: ['client_id', 'unmerged_client_id'],
    mayHold: ['conversation_id'],
  },
  'client.removed': { about: 'A client with whom nothing was exchanged was removed.', holds: ['client_id'] },
  'session.qr': { about: 'The lawyer’s phone must scan a code; it is told once, and never with the code.', holds: [] },
  'session.ready': { about: 'The WhatsApp session works.', holds: [] },
  'session.reconnecting': { about: 'It has lost its connection and tries to get it back.', holds: [] },
  'session.disconnected': { about: 'There was no network for longer than a moment.', holds: [] },
  'session.logged_out': { about: 'This machine is not linked any more.', holds: [] },
  'session.failed': { about: 'The session does not work, and a person must look at it.', holds: [] },
  'session.sleeping': { about: 'Its view was closed until it is woken.', holds: [] },
  'history.progress': { about: 'The reading of the history goes on.', holds: ['history'] },
  'history.completed': { about: 'All that the page holds was read.', holds: ['history'] },
  'alert.raised': { about: 'Something that a person should look at.', holds: ['alert'] },
  'alert.cleared': { about: 'It is over.', holds: ['alert'] },
  'audit.head': {
    about: 'The end of the audit log; kept elsewhere, it proves later that nothing before it was changed.',
    holds: ['audit'],
  },
};
