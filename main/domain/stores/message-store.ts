import type { Message, MessageVersion, StatusTime } from '../../contract/entities.ts';
import type { ConversationId, LawyerId, MessageId } from '../../contract/ids.ts';
import type { MessageDetails, MessageDirection, MessageStatus, Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface NewMessage {
  id: MessageId;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  direction: MessageDirection;
  kind: string;
  text: string;
  senderName: string | null;
  senderPhone: Phone | null;
  status: MessageStatus;
  whatsappId: string;
  /** The chat's jid, where the message was seen in one. */
  chat: string | null;
  quoted: { whatsappId: string; preview: string | null } | null;
  forwarded: boolean;
  viewOnce: boolean;
  /** Seconds. */
  disappearsAfter: number | null;
  details: MessageDetails | null;
  editedAt: Millis | null;
  revokedAt: Millis | null;
  sentAt: Millis;
  /** Only the minute of `sentAt` is known: it was read off the screen. */
  isTimeRough?: boolean;
  /** In a group: the jid of who wrote it. A part of the canonical key there; null or left out elsewhere. */
  author?: string | null;
  storedAt: Millis;
}

/** What becomes known later of a message that was stored in part: off the screen, or when it was taken back already. */
export type LaterContent = Pick<
  NewMessage,
  | 'kind'
  | 'text'
  | 'senderName'
  | 'senderPhone'
  | 'quoted'
  | 'forwarded'
  | 'viewOnce'
  | 'disappearsAfter'
  | 'details'
  | 'editedAt'
  | 'sentAt'
  | 'isTimeRough'
>;

export interface MessageRef {
  id: MessageId;
  conversationId: ConversationId;
  status: MessageStatus;
}

/** A message as it was stored before, to be compared with what the page shows now. */
export interface KnownMessage extends MessageRef {
  direction: MessageDirection;
  whatsappId: string;
  kind: string;
  text: string;
  chat: string | null;
  author: string | null;
  sentAt: Millis;
  isTimeRough: boolean;
  editedAt: Millis | null;
  revokedAt: Millis | null;
}

/** An outbound message of ours whose last acknowledgement may have been missed. */
export interface OpenMessage {
  chat: string;
  whatsappId: string;
}

export interface NewReaction {
  /**
   * `me` for the lawyer; in a chat with one person `client`, whose jid may turn; in a group the jid of who reacts. Each
   * has one reaction to a message.
   */
  sender: string;
  senderName: string | null;
  /** Empty: it was taken back. */
  emoji: string;
  at: Millis;
}

/** A reaction to a message that is not stored yet. */
export interface HeldReaction {
  direction: MessageDirection;
  whatsappId: string;
  /** The chat's jid. */
  chat: string;
  reaction: NewReaction;
}

/** The kinds of messages whose files a gallery shows. */
export type FileKind = 'image' | 'video' | 'document' | 'voice' | 'audio';

/** Which way to go on from a place in a chat. */
export type ChatDirection = 'older' | 'newer';

/**
 * Which part of a chat. A cursor knows its direction, and is refused with another one. `beside` goes on from a message, which is not in it. Without either: the chat's end for
 * `older`, which is the way when none is named, its beginning for `newer`.
 */
export type ChatPart =
  | { direction?: ChatDirection | undefined; cursor?: string | undefined; limit: number }
  | { around: MessageId; limit: number }
  | { beside: MessageId; direction: ChatDirection; limit: number };

export interface ChatRows {
  rows: Message[];
  /** Which way was gone; `older` where both were. */
  direction: ChatDirection;
  /** Null where the chat begins. */
  olderCursor: string | null;
  /** Null where it ends. */
  newerCursor: string | null;
}

export interface MessageStore {
  /** False when the message's canonical key is stored already: then nothing is changed. */
  insert(message: NewMessage): Promise<boolean>;
  /**
   * Puts a message in front of those among `followers` that are stored in its conversation with the same time. The others of
   * that time keep their order, and what is nowhere in front of it stays there.
   */
  placeBefore(lawyerId: LawyerId, id: MessageId, followers: readonly { id: string; fromMe: boolean }[]): Promise<void>;
  addUnread(lawyerId: LawyerId, conversationId: ConversationId): Promise<void>;
  /**
   * Somebody has answered there at that time, and so has read what came before: nothing is unread any more, unless something
   * came in the same second or later. Of what is known to the minute alone, its end counts.
   */
  markAnswered(lawyerId: LawyerId, conversationId: ConversationId, answered: Millis): Promise<void>;
  /** The message of that side with that id in any of the lawyer's conversations: a chat's jid may have changed since. */
  findByWhatsAppId(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<KnownMessage | null>;
  /**
   * All of them: an id is chosen by the phone that sends it, so that two people's messages can have the same one, and a
   * message to a broadcast list has one id in several chats. The oldest one first.
   */
  allByWhatsAppId(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<KnownMessage[]>;
  /** Messages that two conversations both hold (the same side and WhatsApp id), in pairs. */
  inBoth(
    lawyerId: LawyerId,
    one: ConversationId,
    other: ConversationId,
  ): Promise<{ one: KnownMessage; other: KnownMessage }[]>;
  /**
   * Each of two copies of one message goes into the other's conversation, and stands there in the other's place. Where it
   * was before is remembered, and an unmerge puts it back.
   */
  changePlaces(lawyerId: LawyerId, one: MessageId, other: MessageId): Promise<void>;
  /** A message as it is known, by its own id. */
  findKnown(lawyerId: LawyerId, id: MessageId): Promise<KnownMessage | null>;
  /** Outbound messages sent since then that are not read yet, the newest first. */
  openSince(lawyerId: LawyerId, since: Millis, limit: number): Promise<OpenMessage[]>;
  /** In which chat the message is, and when WhatsApp took it. */
  setPlace(lawyerId: LawyerId, id: MessageId, place: { chat: string; sentAt?: Millis }): Promise<void>;
  /** The id that WhatsApp gave to a message whose id could not be chosen. */
  setWhatsAppId(lawyerId: LawyerId, id: MessageId, whatsappId: string): Promise<void>;
  /** What whoever sends the message calls it. */
  setReference(lawyerId: LawyerId, id: MessageId, reference: string): Promise<void>;
  /** The trace of the request that it was accepted in; trace-context.ts has its form. */
  setTrace(lawyerId: LawyerId, id: MessageId, traceparent: string): Promise<void>;
  /** Without a time: it waits, or is on its way. */
  setStatus(
    lawyerId: LawyerId,
    id: MessageId,
    status: Exclude<MessageStatus, StatusTime['status']>,
    error: string | null,
  ): Promise<void>;
  /** The same, and when is kept with the message for as long as it is there. */
  reachStatus(
    lawyerId: LawyerId,
    id: MessageId,
    status: StatusTime['status'],
    error: string | null,
    at: Millis,
  ): Promise<void>;
  /** When each of them came to which status, in the order in which it became known. One of which nothing is known is left out. */
  times(lawyerId: LawyerId, ids: readonly MessageId[]): Promise<ReadonlyMap<MessageId, StatusTime[]>>;
  /** Those are all that is known of it. */
  setTimes(lawyerId: LawyerId, id: MessageId, times: readonly StatusTime[]): Promise<void>;
  /** The present text becomes a version of before, and the message has the new one. */
  edit(lawyerId: LawyerId, id: MessageId, text: string, at: Millis): Promise<void>;
  /** A text that it had at that time, learnt late: one more version of before, in the order of time. Kept once. */
  addVersion(lawyerId: LawyerId, id: MessageId, text: string, at: Millis): Promise<void>;
  /** Replaces what was known in part. No version is kept of it, and its status, place and mark stay. */
  complete(lawyerId: LawyerId, id: MessageId, content: LaterContent): Promise<void>;
  /** Marks it as taken back; its content stays. */
  revoke(lawyerId: LawyerId, id: MessageId, at: Millis): Promise<void>;
  /** False when nothing is changed by it, or when a later one of the same person is known. */
  react(lawyerId: LawyerId, id: MessageId, reaction: NewReaction): Promise<boolean>;
  /** Keeps a reaction until its message is stored; of one sender to one message in one chat, the latest. */
  holdReaction(lawyerId: LawyerId, held: HeldReaction): Promise<void>;
  heldReactions(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<HeldReaction[]>;
  /** Those that wait in one of these chats. */
  heldReactionsIn(lawyerId: LawyerId, chats: readonly string[]): Promise<HeldReaction[]>;
  dropHeldReaction(lawyerId: LawyerId, held: HeldReaction): Promise<void>;
  /** What is known of the reactions to one message is known of the other, too: of each person's the later one stays. */
  copyReactions(lawyerId: LawyerId, from: MessageId, to: MessageId): Promise<void>;
  versions(lawyerId: LawyerId, id: MessageId): Promise<MessageVersion[]>;
  find(lawyerId: LawyerId, id: MessageId): Promise<Message | null>;
  /** Those of them that are the lawyer's. */
  findMany(lawyerId: LawyerId, ids: readonly MessageId[]): Promise<ReadonlyMap<MessageId, Message>>;
  list(lawyerId: LawyerId, conversationId: ConversationId, page: PageRequest): Promise<Paged<Message>>;
  /** A part of a chat, the oldest first. Null when the message to be shown with those around it is not in that chat. */
  listPart(lawyerId: LawyerId, conversationId: ConversationId, part: ChatPart): Promise<ChatRows | null>;
  /** Messages of those kinds in a chat, newest first, whatever has become of their files. */
  listFiles(
    lawyerId: LawyerId,
    conversationId: ConversationId,
    kinds: readonly FileKind[],
    page: PageRequest,
  ): Promise<Paged<Message>>;
  /** Messages of a chat that may have the address of a page in them, newest first. */
  listWithLinks(lawyerId: LawyerId, conversationId: ConversationId, page: PageRequest): Promise<Paged<Message>>;
  /** The one that stands so far from the end among what clients wrote in it: 1 is the newest. Null: there are not so many. */
  inboundFromEnd(lawyerId: LawyerId, conversationId: ConversationId, place: number): Promise<MessageId | null>;
  /** The newest message that a client wrote in it. */
  lastInbound(lawyerId: LawyerId, conversationId: ConversationId): Promise<KnownMessage | null>;
  /** Conversations in which the first message ever was ours and was sent since then. */
  firstContacts(lawyerId: LawyerId, since: Millis): Promise<number>;
  /** Whether anything was exchanged in it before the given message. */
  hasEarlier(lawyerId: LawyerId, conversationId: ConversationId, than: MessageId): Promise<boolean>;
}
