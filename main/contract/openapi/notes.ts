import type { z } from 'zod';
import type { NAMED_SCHEMAS } from './named-schemas.ts';

type Named = typeof NAMED_SCHEMAS;
type Fields<Schema> = Schema extends z.ZodObject<infer Shape> ? { [Field in keyof Shape]?: string } : never;

/** What a reader is told of a named schema and of its fields, where the names do not say it all. */
export const NOTES: { [Name in keyof Named]?: { about: string; fields?: Fields<Named[Name]> } } = {
  Phone: { about: 'A telephone number in E.164 form, such as `+4915112345678`.' },
  Timestamp: { about: 'ISO 8601 in UTC.' },
  MessageText: { about: 'What a person writes: not empty, at most 65,536 UTF-16 units, kept as it is.' },
  MessageStatus: {
    about:
      '`received` is for inbound messages, all others for outbound ones: `queued` → `sending` → `sent` → `delivered` → ' +
      '`read` → `played`, or `failed`, `cancelled`, `unknown`. `unknown`: it cannot be told whether it was sent, and ' +
      'it is not sent a second time. What `failed` or was `cancelled` is `queued` again when a person has it sent after all.',
  },
  Problem: {
    about: 'Problem details (RFC 9457).',
    fields: {
      type: 'A URN that ends in the code.',
      detail: 'For people. It can change at any time: decide by `code`.',
      code: 'Stable: never renamed, never used for anything else.',
      request_id: 'Also in the `Request-Id` header. A support case finds its log line by it.',
      errors: 'Which fields are wrong, and why.',
    },
  },
  Lawyer: {
    about: 'A lawyer with a WhatsApp account on this machine.',
    fields: { whatsapp_name: 'As the linked account calls itself; null until it is known.' },
  },
  Session: { about: "The state of a lawyer's WhatsApp session, why it is so, and what can be done." },
  MeasuredSession: {
    about: "The state of a lawyer's WhatsApp session, why it is so, and what can be done.",
    fields: {
      state: 'What the session does.',
      since: 'Since when it is in that state.',
      cause: 'Why, where the state alone does not say it.',
      steps: 'What the person can do now, the most useful first.',
      qr: "WhatsApp's own code as text, while one is shown. `…/session/qr.png` draws it.",
      pairing_code: 'To be typed into WhatsApp on the phone.',
      account: 'The account that is linked, once it is known.',
      sync_percent: 'While `syncing`, where WhatsApp says it.',
      reduced: 'Abilities that are missing (`driver` null), or that the second driver does; empty when all is well.',
      memory_bytes: 'What the process of its page holds; null while no page is loaded.',
    },
  },
  Attachment: {
    about: 'A file of a message, or one uploaded to be sent.',
    fields: {
      status:
        '`pending`: still to be fetched from WhatsApp; the event `message.attachment_stored` says when it is `stored`. `unavailable`: WhatsApp has it no more; `error` says why.',
      file_name: 'As its sender called it: a claim.',
      mime_type: 'Found from the bytes; null until they are there.',
      size: 'In bytes.',
      sha256: 'Of the bytes, hexadecimal.',
    },
  },
  Message: {
    about: 'One message, in or out.',
    fields: {
      phone: "The client's number; null while WhatsApp does not say it.",
      kind: 'text, image, video, voice, audio, document, sticker, location, contacts, poll, call, notice; later ones as WhatsApp names them.',
      text: 'The text, or the caption of a file. What was revoked keeps its text, and is marked.',
      sender_phone: 'In a group: who wrote it, as far as the number is known.',
      error: 'Why it was not sent, for a message that `failed` or is `unknown`.',
      whatsapp_id: "WhatsApp's own id of it.",
      client_reference: 'What whoever sent it by the API calls it; null where they gave nothing.',
      reply_to: 'The message that this one answers; `message_id` is null where that one is not stored.',
      disappears_after: 'Seconds after which it disappears from the phones; here it is kept.',
      edited_at: 'The text before is at `…/versions`.',
      details: 'What belongs to its kind alone.',
      sent_at: "By WhatsApp's clock.",
      stored_at: "By this machine's clock.",
    },
  },
  Snippet: {
    about:
      'A part of what was found, as plain text: whoever shows it marks the highlights, and never takes it for HTML.',
    fields: {
      field: "Where the words stand. Where only the chat's name has them, the text is shown without highlights.",
      highlights: 'In `text`, in UTF-16 units, `end` left out of it.',
    },
  },
  MessageList: {
    about: 'Newest first. A page can have fewer messages than asked for and still a `next_cursor`.',
    fields: { is_partial: 'What was stored before an update of Lexline is still being indexed, the newest first.' },
  },
  ChatPage: {
    about: 'Messages of one chat, oldest first. Each cursor is given alone as `cursor` and knows its direction.',
    fields: {
      next_cursor: 'The one of the two that goes on in the direction of this page.',
      older_cursor: "Leads to the messages before; null at the chat's beginning.",
      newer_cursor: "Leads to the messages behind; null at the chat's end.",
    },
  },
  MessageVersion: { about: 'A text that a message had before it was edited.' },
  Conversation: {
    about: 'One chat.',
    fields: {
      client_id: 'Null for a group.',
      phone: 'Null for a group, and while WhatsApp does not say it.',
      unread_count:
        "The client's messages that were not marked as read. The lawyer's answer from the phone marks those before it; what is sent through the API marks none.",
      updated_at: 'Moves when a message is stored; not with an edit, a reaction or a status.',
    },
  },
  ConversationWithMessages: {
    about: 'One chat with its messages.',
    fields: { messages: 'Oldest first.', next_cursor: 'Leads to older messages; null when there are none.' },
  },
  Client: {
    about: 'A person who writes to the lawyer.',
    fields: {
      aliases: 'Every address that the person is known by.',
      merged: 'Clients that were merged into this one and can be taken apart again, the last one first.',
    },
  },
  Completeness: {
    about: "What is known to be complete of one chat, by WhatsApp's clock.",
    fields: {
      complete_from: 'Every message from then on is stored; null: nothing is known yet.',
      reaches_start: 'WhatsApp Web has nothing older.',
      gaps: 'Where it is not complete, and why.',
    },
  },
  QueuedAction: {
    about: 'Something that waits to be done in WhatsApp.',
    fields: {
      id: 'A number: its row in `GET /v1/outbox`.',
      waits_for: 'Why it waits.',
      due_at: 'Not before then; null when it depends on an event, such as a log-in.',
    },
  },
  HistoryProgress: { about: 'How far the reading of what the page holds has come.' },
  LawyerSettings: { about: "How a lawyer's session is run." },
  AlertThresholds: {
    about:
      'From where on an alert is raised; null: never. It is over when the value is a fifth away from the threshold.',
  },
  Broker: {
    about: 'A message broker that events of a lawyer are published to.',
    fields: {
      url: 'Without the password.',
      target:
        'The exchange of RabbitMQ (the routing key is the event’s type), the stream of Redis, or what the subjects of NATS ' +
        'begin with (a dot and the event’s type follow).',
      max_length: 'Redis keeps about so many entries of the stream; null: all.',
      stream: 'NATS: a stream of that name is made for these subjects if there is none; null: there must be one.',
      cursor: 'Events up to there are with the broker.',
      behind: 'Events behind it, wanted or not; 100,000 are counted at most.',
      missed_up_to: 'Events up to that cursor were removed from the log before they could be published.',
      unrouted:
        'Events that no queue of RabbitMQ was bound for, and that it dropped, since the app was started or the broker changed ' +
        'or resumed.',
      warning: 'What is wrong although it is connected; null: nothing.',
      last_error: 'The last fault since the app was started.',
    },
  },
  BrokerWarning: {
    about:
      '`events_unrouted`: RabbitMQ had no queue for some events, and dropped them. The message says in words which and how ' +
      'many, and what to do.',
    fields: {
      events: 'How many of each type, most first.',
      after: 'As `after` in `PATCH /v1/brokers/{id}` it has all of them published once more.',
    },
  },
  BrokerError: { about: 'What went wrong. The message is for people, and never holds the password.' },
  PaceSettings: { about: "One person's pace: automatic or bulk messaging gets numbers banned." },
  Key: {
    about: 'An API key. Its text is shown once, when it is made.',
    fields: {
      id: 'The 12 characters in the middle of its text.',
      scopes: 'What it is limited to; null: all that its role may do.',
      created_by: 'The key that made it; null where the app or a member of staff did.',
      last_used_at: 'To the minute.',
      replaced_by: 'The key that it was rotated into.',
    },
  },
  Scope: { about: '`<what>:read` is for every GET of what it names, `<what>:write` for the rest. More can be added.' },
  Staff: { about: 'A person who signs in.', fields: { is_active: 'False: may not sign in.' } },
  StaffSession: {
    about: 'From a sign-in until the sign-out, the end of its time, or too long a pause.',
    fields: { last_seen_at: 'To the minute.', locked_at: 'Until it is unlocked it opens nothing.' },
  },
  Grant: {
    about: 'A lawyer lets a member of support read some conversations for a while.',
    fields: { revoked_at: 'It was taken back; so it is when the person is let go.' },
  },
  OwnSession: { about: 'A session, and whose it is.' },
  AuditRow: {
    about: 'Who did what to which things, when and from where: ids only, never a text, a name or a phone number.',
    fields: {
      number: '1 for the first row, and one more for each that follows.',
      actor:
        'The API key that was used, or the member of staff; null for the window, and for nobody who could be told.',
      lawyer_id: "Whose things it was about; null where they are no lawyer's.",
      action: "A route's name, such as `sendMessage`, or the window's call, such as `messages.send`.",
      subjects: 'What was named in the request and in its answer.',
      address: 'Where the request came from, as the connection says; null for the window.',
      outcome:
        '`done`, or the code that it was refused with. What acts outside of the database has two rows: `begun`, then `done`.',
    },
  },
  AuditHead: {
    about:
      'The end of the audit log: the number of its last row and what that row is proved by. Kept elsewhere, it proves ' +
      'later that nothing up to there was changed or cut off.',
  },
  AuditVerification: {
    about: 'What was found when every row of the audit log was looked at.',
    fields: {
      intact: 'No row is changed, missing or out of its place, and the head that was asked for is in the log.',
      rows: 'As they were written, up to the first that is not.',
      first_broken:
        'The number of the first row that is not as it was written; null when there is none. Where only the head is not ' +
        "found: the first row that is missing, or at the latest the one that stands in the place of the head's.",
      head_found: 'Whether the head that was asked for is in the log; null when none was.',
    },
  },
  HostKey: { about: 'The fingerprint of a server’s key, as `ssh-keygen -l` writes it.' },
  TunnelState: {
    about:
      '`reconnecting`: it was up, or could not be opened at once, and is tried again. `failed`: a person has to act first.',
  },
  TunnelCause: {
    about:
      'Why it is not up. `host_key_not_confirmed`: `ssh.host_key_seen` is the key that the server showed; if it is the right ' +
      'one, put it into `ssh.host_key`. `host_key_changed`: it shows another one than that, and is not connected to. ' +
      '`forwarding_refused`: it does not listen on that port, because it may not or because somebody else does. ' +
      '`local_port_taken`: another program of this machine has `local_port`; it is tried again, or set another one, or 0.',
  },
  TunnelChange: { about: 'A part of what is set for the tunnel; what is left out stays as it is.' },
  Tunnel: {
    about: 'The way in from outside: how it is, and what is set for it.',
    fields: {
      is_on: 'It is meant to be up, and is opened with every start of the app.',
      since: 'Since when it is in that state.',
      address: 'Where the directory calls this API, while it is up.',
      attempts: 'How often it was tried in vain since it was last up for a while.',
      local_port:
        'The port on 127.0.0.1 behind the tunnel; 0: any that is free. A cloudflared tunnel with a token needs one, because ' +
        'its other end is set at Cloudflare.',
    },
  },
  Alert: { about: 'Something that a person should look at, until it is over.' },
  Webhook: {
    about: 'An address that is told of events.',
    fields: {
      answered_at:
        'When its present `url` answered 2xx for the first time, to a delivery or a test; null: it has not yet.',
    },
  },
  Health: { about: 'Whether the app works, and what its owner should know.' },
  EventType: { about: 'A past-tense fact. More can be added: ignore those you do not know.' },
  Event: {
    about:
      'What has happened. Which types there are and what `data` holds of each: see Webhooks, where they are listed one by ' +
      'one.',
    fields: {
      cursor: 'Its place in the log: rises, with gaps. What is given as `after` to go on behind it.',
      id: 'Also the `webhook-id` of its deliveries. Remember it, and its effect is exactly once.',
      timestamp: 'When it was stored.',
    },
  },
  EventMessage: {
    about:
      'The message as it is when the event is told, and not as it was. What a webhook is sent is as it was then, and where its `payload` is `thin` it is left out.',
    fields: {
      text_truncated: 'The text is only its beginning: the event would be larger than 20 kB. The API has it whole.',
      details_truncated: 'The details are left out, for the same reason.',
      reactions_truncated: 'Only some of the reactions, for the same reason.',
    },
  },
  EventPattern: { about: 'One event type, a family of them (`message.*`), or everything (`*`).' },
};
