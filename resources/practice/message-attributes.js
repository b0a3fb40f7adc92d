import { base64OfHex, bytesOfBase64 } from './bytes.js';
import { MsgKey, Wid } from './ids.js';
import { revokedAttributes } from './protocol-messages.js';
import { quoteAttributes } from './quotes.js';
import { meIn } from './session.js';

// A message of the server as the attributes of a MsgModel, named and shaped as the real page has them.

const mediaTypes = {
  image: 'image',
  video: 'video',
  voice: 'ptt',
  audio: 'audio',
  document: 'document',
  sticker: 'sticker',
};

/** The attributes of everything that the server tells of a message. */
export function attributesOf(wire) {
  const chat = new Wid(wire.chat);
  const author = wire.author === undefined ? undefined : new Wid(wire.author);
  const key = new MsgKey({ fromMe: wire.fromMe, remote: chat, id: wire.id, participant: author });
  const me = meIn(chat);
  const attributes = {
    id: key,
    t: wire.t,
    from: wire.fromMe ? me : chat,
    to: wire.fromMe ? chat : me,
    author,
    self: wire.fromMe ? 'out' : 'in',
    ack: wire.fromMe ? wire.ack : 1,
    notifyName: wire.fromMe ? '' : (wire.name ?? ''),
    isNewMsg: false,
    star: false,
    recvFresh: true,
    viewMode: 'VISIBLE',
    broadcast: chat.isBroadcast() && !chat.isStatus(),
    mentionedJidList: [],
    isVcardOverMmsDocument: false,
    isFromTemplate: false,
    isForwarded: wire.forwarded === true,
    forwardingScore: wire.forwarded ? 1 : 0,
    hasReaction: (wire.reactions ?? []).length > 0,
    isViewOnce: wire.viewOnce === true,
    ...contentOf(wire, chat),
    ...disappearing(wire),
    ...quoteAttributes(wire.quoted, chat),
    ...edited(wire, key),
  };
  if (!wire.revoke) return attributes;
  const { id, at, bySelf } = wire.revoke;
  const sender = bySelf ? me : (author ?? chat);
  return { ...attributes, ...revokedAttributes(key, { id, sender, timestamp: Math.floor(at / 1000) }) };
}

function contentOf(wire, chat) {
  // A linked device never gets what may be seen once: it holds a placeholder for good.
  if (wire.viewOnce && !wire.fromMe)
    return { type: 'ciphertext', typeOnInit: 'ciphertext', subtype: 'view_once_unavailable_fanout' };
  if (wire.media) return mediaAttributes(wire);
  switch (wire.type) {
    case 'text':
      return { type: 'chat', body: wire.text };
    case 'location':
      return locationAttributes(wire.location);
    case 'contact':
      return contactAttributes(wire.contacts);
    case 'poll':
      return pollAttributes(wire.poll);
    case 'missed_call':
      return callAttributes(wire, chat);
    case 'notice':
      return noticeAttributes(wire, chat);
    default:
      return unknownAttributes(wire);
  }
}

/** `body` of a picture or video is its preview, a small JPEG in base64; what was written with it is the caption. */
function mediaAttributes({ type, media, text, id, t }) {
  const isDocument = type === 'document';
  return {
    type: mediaTypes[type],
    body: media.thumbnail,
    caption: text === '' ? (isDocument ? (media.filename ?? undefined) : undefined) : text,
    isCaptionByUser: text !== '',
    mimetype: media.mimetype,
    filename: media.filename ?? undefined,
    title: isDocument ? (media.filename ?? undefined) : undefined,
    size: media.size,
    width: media.width,
    height: media.height,
    duration: media.duration,
    waveform: media.waveform === undefined ? undefined : bytesOfBase64(media.waveform),
    filehash: base64OfHex(media.sha256),
    encFilehash: base64OfHex([...media.sha256].reverse().join('')),
    mediaKey: base64OfHex(media.sha256.slice(0, 32).repeat(2)),
    mediaKeyTimestamp: t,
    directPath: `/v/t62.7118-24/${media.sha256.slice(0, 24)}_${id}?ccb=11-4&oh=01&oe=ffffffff`,
    isGif: false,
    isAnimated: false,
    pageCount: isDocument ? 1 : undefined,
  };
}

function locationAttributes({ latitude, longitude, name }) {
  return { type: 'location', lat: latitude, lng: longitude, loc: name ?? undefined, isLive: false, body: '' };
}

function contactAttributes(contacts) {
  const cards = contacts.map(({ name, phone }) => ({ displayName: name, vcard: vcardOf(name, phone) }));
  if (cards.length > 1) return { type: 'multi_vcard', vcardList: cards, body: '' };
  return { type: 'vcard', body: cards[0]?.vcard, vcardFormattedName: cards[0]?.displayName };
}

/** A card as phones write it (RFC 2426), with WhatsApp's own `waid`. */
function vcardOf(name, phone) {
  const text = name.replaceAll(/([\\;,])/g, '\\$1').replaceAll('\n', '\\n');
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${text};;;`, `FN:${text}`];
  return [...lines, `TEL;type=CELL;type=VOICE;waid=${phone}:+${phone}`, 'END:VCARD'].join('\n');
}

function pollAttributes({ question, options }) {
  return {
    type: 'poll_creation',
    pollName: question,
    pollOptions: options.map((name, localId) => ({ name, localId })),
    pollSelectableOptionsCount: 1,
    pollInvalidated: false,
    kind: 'pollCreation',
  };
}

function callAttributes({ videoCall }, chat) {
  const isVideoCall = videoCall === true;
  return { type: 'call_log', subtype: 'miss', isVideoCall, callOutcome: 'Missed', callDuration: 0, callCreator: chat };
}

/** What WhatsApp itself says in a chat. A text makes it the kind of notice that has values to show. */
function noticeAttributes({ text, author }, chat) {
  if (chat.isGroup())
    return { type: 'gp2', subtype: 'add', recipients: author ? [new Wid(author)] : [], templateParams: [] };
  if (text === '') return { type: 'e2e_notification', subtype: 'encrypt', body: '', templateParams: [] };
  return { type: 'notification_template', subtype: 'biz_privacy_mode_to_e2ee', body: '', templateParams: [text] };
}

/** A kind that came to WhatsApp after the driver was written, with fields of its own. */
function unknownAttributes({ text }) {
  const rows = [{ productId: '7103', title: 'First consultation' }];
  return {
    type: 'product_list_reply',
    kind: 'productListReply',
    body: text === '' ? undefined : text,
    productListReply: { listType: 2, title: 'Services', sections: [{ title: 'Advice', rows }], note: text },
  };
}

function disappearing({ disappearsAfter, t }) {
  if (disappearsAfter === undefined) return {};
  return {
    ephemeralDuration: disappearsAfter,
    ephemeralStartTimestamp: t,
    ephemeralSettingTimestamp: t,
    disappearingModeInitiator: 'chat',
  };
}

function edited({ edit }, key) {
  if (!edit) return {};
  const latestEditMsgKey = new MsgKey({
    fromMe: key.fromMe,
    remote: key.remote,
    id: edit.id,
    participant: key.participant,
  });
  return { latestEditMsgKey, latestEditSenderTimestampMs: edit.at };
}
