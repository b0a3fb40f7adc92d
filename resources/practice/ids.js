// Ids as WhatsApp writes them: `Wid` is a chat or a person (`4915…@c.us`, `…@lid`, `…@g.us`), `MsgKey` a message.

const servers = new Set(['c.us', 'lid', 'g.us', 'broadcast', 'newsletter', 'bot', 'call', 's.whatsapp.net']);

export class Wid {
  constructor(serialized) {
    const match = /^([^@\s]+)@([a-z.]+)$/.exec(String(serialized));
    if (!match || !servers.has(match[2])) throw new Error(`wid error: invalid wid ${String(serialized).slice(0, 60)}`);
    this.user = match[1];
    this.server = match[2] === 's.whatsapp.net' ? 'c.us' : match[2];
    this._serialized = `${this.user}@${this.server}`;
  }

  static isWid(value) {
    try {
      return value instanceof Wid || Boolean(new Wid(value));
    } catch {
      return false;
    }
  }

  static isXWid(server, value) {
    return Wid.isWid(value) && new Wid(value.toString()).server === server;
  }

  static isGroup(value) {
    return Wid.isXWid('g.us', value);
  }

  static isUser(value) {
    return Wid.isWid(value) && new Wid(value.toString()).isUser();
  }

  static isLid(value) {
    return Wid.isXWid('lid', value);
  }

  static isNewsletter(value) {
    return Wid.isXWid('newsletter', value);
  }

  static isStatus(value) {
    return String(value) === 'status@broadcast';
  }

  static equals(a, b) {
    return String(a) === String(b);
  }

  static user(value) {
    return new Wid(value).user;
  }

  isKey() {
    return true;
  }

  equals(other) {
    return other instanceof Wid && other._serialized === this._serialized;
  }

  isUser() {
    return ['c.us', 'lid', 'bot'].includes(this.server);
  }

  isLid() {
    return this.server === 'lid';
  }

  isGroup() {
    return this.server === 'g.us';
  }

  isNewsletter() {
    return this.server === 'newsletter';
  }

  isBroadcast() {
    return this.server === 'broadcast';
  }

  isStatus() {
    return this._serialized === 'status@broadcast';
  }

  isStatusV3() {
    return this.isStatus();
  }

  isBot() {
    return this.server === 'bot';
  }

  isGroupCall() {
    return this.server === 'call';
  }

  isPSA() {
    return this._serialized === '0@c.us';
  }

  isUserNotPSA() {
    return this.isUser() && !this.isPSA();
  }

  isServer() {
    return false;
  }

  isCompanion() {
    return false;
  }

  isSameAccount(other) {
    return this.equals(other);
  }

  getDeviceId() {
    return 0;
  }

  toJid() {
    return this.server === 'c.us' ? `${this.user}@s.whatsapp.net` : this._serialized;
  }

  toJSON() {
    return this._serialized;
  }

  toString() {
    return this._serialized;
  }
}

function createWid(value) {
  return value instanceof Wid ? value : new Wid(value);
}

function createUserWid(user, server = 'c.us') {
  return new Wid(`${String(user).split('@')[0]}@${server}`);
}

export const widFactory = {
  createWid,
  createUserWid,
  createUserWidOrThrow: createUserWid,
  createWidFromWidLike: (like) => createWid(like._serialized ?? like),
  isWidlike: (value) => value instanceof Wid,
  createDeviceWid: createWid,
  toChatWid: createWid,
  toUserWid: createWid,
  toUserWidOrThrow: createWid,
  toGroupWid: createWid,
  userJidToUserWid: createWid,
};

// The string is kept in a minified field, as on the real page since 2026: nobody may count on `_serialized`.
export class MsgKey {
  constructor(obj) {
    if (obj === null || obj === undefined) throw new Error('MsgKey error: obj is null/undefined');
    const { id, participant } = obj;
    const fromMe = obj.selfDir === undefined ? obj.fromMe === true : obj.selfDir === 'out';
    const remote = obj.remote ?? (fromMe ? obj.to : obj.from);
    if (!remote || typeof id !== 'string' || id === '') throw new Error('MsgKey error: obj is missing a part');
    this.fromMe = fromMe;
    this.remote = createWid(remote.toString());
    this.id = id;
    this.participant = participant;
    this.$1 = `${fromMe}_${this.remote}_${id}${participant ? `_${participant}` : ''}`;
  }

  static fromString(text) {
    const match = /^(true|false)_([^_]+)_([^_]+)(?:_(.+))?$/.exec(String(text));
    if (!match) throw new Error('MsgKey error: invalid string');
    const participant = match[4] === undefined ? undefined : createWid(match[4]);
    return new MsgKey({ fromMe: match[1] === 'true', remote: createWid(match[2]), id: match[3], participant });
  }

  static async newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return `3EB0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()}`;
  }

  isKey() {
    return true;
  }

  equals(other) {
    return other instanceof MsgKey && other.toString() === this.toString();
  }

  clone() {
    return MsgKey.fromString(this.toString());
  }

  toString() {
    return this.$1;
  }
}
