/** The little of wa-js (`@wppconnect/wa-js` 4.6.0) that we use, as loosely typed as it deserves: the page can change it. */
export interface Wpp {
  isFullReady: boolean;
  on(event: string, listener: (payload: never) => void): void;
  conn: { isAuthenticated(): boolean };
  chat: {
    list(): Promise<ChatModel[]>;
    get(jid: string): ChatModel | undefined;
    find(jid: string): Promise<ChatModel | undefined>;
    getMessages(jid: string, options: { count: number; direction?: 'before'; id?: string }): Promise<MessageModel[]>;
    getMessageById(key: string): Promise<MessageModel | undefined>;
    sendTextMessage(
      jid: string,
      text: string,
      options: {
        messageId: string;
        waitForAck: boolean;
        markIsRead: boolean;
        detectMentioned: boolean;
        linkPreview: boolean;
      },
    ): Promise<{ ack?: number }>;
  };
  contact: { queryExists(jid: string): Promise<{ wid: Wid } | null> };
  whatsapp: {
    Socket?: { state?: string };
    Stream?: { mode?: string };
    lidPnCache?: { getPhoneNumber(wid: unknown): { user?: string } | undefined };
    WidFactory?: { createWid(jid: string): unknown };
    MsgStore?: { get(key: string): MessageModel | undefined };
    functions: { queryWidExists?(wid: unknown): Promise<{ wid: Wid } | null> };
  };
}

/** A wid prints itself as `user@server`. */
export interface Wid {
  toString(): string;
}

export interface MessageKey {
  id: string;
  fromMe: boolean;
  remote: Wid;
}

export interface MessageModel {
  id: MessageKey;
  type?: string;
  body?: string;
  caption?: string;
  t?: number;
  ack?: number;
  notifyName?: string;
}

export interface ChatModel {
  id: Wid;
  t?: number;
  /** The key of the newest message of either side. */
  lastReceivedKey?: MessageKey;
}

/** wa-js, once its bundle has been run in this page. */
export function wpp(): Wpp | undefined {
  return (window as { WPP?: Wpp }).WPP;
}
