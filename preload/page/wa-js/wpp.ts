/**
 * The little of wa-js (`@wppconnect/wa-js` 4.6.0) that we use, as loosely typed as it deserves: it stands for modules of a
 * page that can rename or remove each of them. What comes from a message's sender is `unknown` until it is read.
 */
export interface Wpp {
  /** The page's modules can be looked through. */
  isReady: boolean;
  /** The page has also come to its QR code or to its chats. */
  isFullReady: boolean;
  loader: { loadModule(id: string): unknown };
  on(event: string, listener: (payload: never) => void): unknown;
  off(event: string, listener: (payload: never) => void): unknown;
  conn: {
    isAuthenticated(): boolean;
    needsUpdate(): unknown;
    getHistorySyncProgress(): { progress?: unknown };
    genLinkDeviceCodeForPhoneNumber(phone: string): Promise<unknown>;
    refreshQR(): Promise<unknown>;
    logout(): Promise<unknown>;
  };
  chat: {
    list(options: { ignoreGroupMetadata: boolean }): Promise<ChatModel[]>;
    get(jid: string): ChatModel | undefined;
    find(jid: string): Promise<ChatModel | undefined>;
    getMessages(jid: string, options: { count: number; direction?: 'before'; id?: string }): Promise<MessageModel[]>;
    getMessageById(key: string): Promise<MessageModel | undefined>;
    getReactions(key: string): Promise<{ reactions?: { senders?: ReactionSender[] }[] }>;
    sendTextMessage(jid: string, text: string, options: SendOptions & { linkPreview: boolean }): Promise<unknown>;
    sendFileMessage(jid: string, file: File, options: SendOptions & FileOptions): Promise<unknown>;
    sendReactionToMessage(key: string, emoji: string): Promise<{ sendMsgResult?: unknown }>;
    editMessage(
      key: string,
      text: string,
      options: { detectMentioned: boolean; linkPreview: boolean },
    ): Promise<unknown>;
    markIsRead(jid: string): Promise<unknown>;
    markIsComposing(jid: string): Promise<unknown>;
    markIsPaused(jid: string): Promise<unknown>;
    downloadMedia(key: string): Promise<Blob>;
    openChatBottom(jid: string): Promise<unknown>;
  };
  contact: { queryExists(jid: string): Promise<KnownWid | null> };
  whatsapp: {
    Socket?: Emitter & { state?: string };
    Stream?: Emitter & { mode?: string };
    Conn?: Emitter;
    Cmd?: { sendRevokeMsgs?(chat: ChatModel, messages: object, options: object): unknown };
    UserPrefs?: { getMaybeMePnUser?(): Wid | undefined; getMaybeMeLidUser?(): Wid | undefined };
    lidPnCache?: {
      getPhoneNumber?(wid: unknown): Wid | undefined;
      getCurrentLid?(wid: unknown): Wid | undefined;
      add?(lid: Wid, entry: unknown): unknown;
    };
    WidFactory?: { createWid?(jid: string): Wid };
    MsgKey?: { fromString?(key: string): unknown };
    MsgStore?: MessageStore;
    ChatStore?: Emitter & { getModelsArray(): ChatModel[] };
    ContactStore?: Emitter & { get(jid: string): ContactModel | undefined };
    _moduleIdMap?: { get(exported: unknown): string | undefined };
    functions?: {
      queryWidExists?(wid: unknown): Promise<KnownWid | null>;
      createOrUpdateReactions?: unknown;
      canReplyMsg?: unknown;
      msgFindByDirection?: unknown;
      msgFindQuery?: unknown;
      msgFindCallLog?(query: { anchor: unknown; count: number }): Promise<unknown>;
    };
  };
}

interface SendOptions {
  messageId: string;
  quotedMsg?: string;
  waitForAck: boolean;
  markIsRead: boolean;
  detectMentioned: boolean;
}

interface FileOptions {
  type: 'image' | 'video' | 'audio' | 'document';
  filename: string;
  mimetype: string;
  caption?: string;
  isPtt?: boolean;
  waveform?: boolean;
}

export interface Emitter {
  on(event: string, listener: (model: never, ...rest: never[]) => void): unknown;
  off(event: string, listener: (model: never, ...rest: never[]) => void): unknown;
}

export interface MessageStore extends Emitter {
  get(key: string): MessageModel | undefined;
  getModelsArray(): MessageModel[];
  processMultipleMessages?(...parameters: unknown[]): unknown;
}

/** A wid prints itself as `user@server`. */
export interface Wid {
  user?: string;
  toString(): string;
}

export interface KnownWid {
  wid: Wid;
  lid?: Wid;
}

export interface MessageKey {
  id: string;
  fromMe: boolean;
  remote: Wid;
  participant?: Wid;
  toString(): string;
}

/** A reaction in any of the forms in which the page and wa-js hand it on: keys as MsgKey or as text, `timestamp` in ms. */
export interface ReactionSender {
  msgKey?: unknown;
  msgId?: unknown;
  parentMsgKey?: unknown;
  reactionParentKey?: unknown;
  reactionText?: unknown;
  sender?: unknown;
  senderUserJid?: unknown;
  author?: unknown;
  from?: unknown;
  timestamp?: unknown;
  t?: unknown;
}

export interface MessageModel {
  id: MessageKey;
  type?: string;
  subtype?: unknown;
  body?: unknown;
  caption?: unknown;
  comment?: unknown;
  t?: number;
  ack?: number;
  author?: Wid;
  from?: Wid;
  notifyName?: unknown;
  senderObj?: { pushname?: unknown; name?: unknown };
  isNewMsg?: boolean;
  attributes?: Record<string, unknown>;
  mediaData?: { mediaStage?: unknown };
  downloadMedia?(options: object): unknown;
  quotedStanzaID?: unknown;
  quotedMsg?: { type?: unknown; body?: unknown; caption?: unknown };
  isForwarded?: unknown;
  forwardingScore?: unknown;
  broadcast?: unknown;
  isViewOnce?: unknown;
  ephemeralDuration?: unknown;
  latestEditMsgKey?: unknown;
  latestEditSenderTimestampMs?: unknown;
  protocolMessageKey?: MessageKey;
  hasReaction?: unknown;
  isCaptionByUser?: unknown;
  mimetype?: unknown;
  filename?: unknown;
  filehash?: unknown;
  size?: unknown;
  duration?: unknown;
  width?: unknown;
  height?: unknown;
  thumbnail?: unknown;
  lat?: unknown;
  lng?: unknown;
  loc?: unknown;
  isLive?: unknown;
  vcardList?: unknown;
  vcardFormattedName?: unknown;
  pollName?: unknown;
  pollOptions?: unknown;
  pollSelectableOptionsCount?: unknown;
  callOutcome?: unknown;
  isVideoCall?: unknown;
  templateParams?: unknown;
  eventName?: unknown;
}

export interface ContactModel {
  id: Wid;
  username?: unknown;
}

export interface ChatModel {
  id: Wid;
  t?: number;
  active?: boolean;
  formattedTitle?: unknown;
  contact?: ContactModel;
  /** The key of the newest message of either side. */
  lastReceivedKey?: MessageKey;
  msgs?: { getModelsArray(): MessageModel[] };
}

/** wa-js, once its bundle has been run in this page. */
export function wpp(): Wpp | undefined {
  return (window as { WPP?: Wpp }).WPP;
}
