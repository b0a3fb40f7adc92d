import { MsgKey, Wid } from './ids.js';
import { identity, isMe, meIn } from './session.js';

/** What a message that answers this one says of it. */
export function contextOf(message) {
  return {
    quotedMsg: quotedRecord(message.attributes),
    quotedStanzaID: message.id.id,
    quotedParticipant: message.sender,
  };
}

/** The part of a message that travels with its answers. */
function quotedRecord({ type, body, caption, mimetype, filename, pollName, vcardFormattedName, lat, lng, loc }) {
  return { type, body, caption, mimetype, filename, pollName, vcardFormattedName, lat, lng, loc, kind: type };
}

/** The attributes by which a message of the server says what it answers. */
export function quoteAttributes(quoted, chat) {
  if (!quoted) return {};
  const record =
    quoted.type === 'text'
      ? { type: 'chat', body: quoted.text }
      : {
          type: quoted.type === 'voice' ? 'ptt' : quoted.type,
          caption: quoted.text || undefined,
          body: quoted.media?.thumbnail,
        };
  return {
    quotedMsg: { ...record, mimetype: quoted.media?.mimetype, filename: quoted.media?.filename ?? undefined },
    quotedStanzaID: quoted.id,
    quotedParticipant: new Wid(quoted.sender),
    quotedRemoteJid: chat.isStatus() ? chat : undefined,
  };
}

/** The key of the message that this one answers. */
export function quotedKey(message) {
  if (!message.quotedStanzaID) return undefined;
  const remote = message.quotedRemoteJid ?? message.id.remote;
  const participant = remote.isUser() ? undefined : message.quotedParticipant;
  return new MsgKey({ fromMe: isMe(message.quotedParticipant), remote, id: message.quotedStanzaID, participant });
}

/**
 * The quoted message as a model: always the same one for a message, because wa-js writes it into a property that
 * cannot be written twice. `MsgModel` is given, as it is defined by means of this file.
 */
export function createQuotedMsgObj(MsgModel) {
  const models = new WeakMap();
  return (message) => {
    if (!message.quotedMsg) return undefined;
    let model = models.get(message);
    if (!model) {
      const key = quotedKey(message);
      const from = message.quotedParticipant;
      model = new MsgModel({ ...message.quotedMsg, id: key, from, to: meIn(key.remote), notifyName: identity.name });
      models.set(message, model);
    }
    return model;
  };
}
