import { MsgKey } from './ids.js';
import { pageEvents } from './page-events.js';

// An edit and a revoke are messages of their own, which change the message they name.

/**
 * The text of a message that is in memory becomes another one. WhatsApp's page changes only what it holds: for the
 * rest its database has the new text, and nothing is told.
 */
export function applyEdit(msgStore, data) {
  const message = msgStore.get(data.protocolMessageKey);
  if (!message) return undefined;
  setText(message, data.body ?? data.caption ?? '');
  // Last, because it is what wa-js reports an edit by.
  message.set({
    latestEditSenderTimestampMs: data.latestEditSenderTimestampMs,
    latestEditMsgKey: data.latestEditMsgKey ?? data.id,
  });
  pageEvents.trigger('messages', null);
  return message;
}

/** The text of a text message is its body; of any other it is the caption, and the body is a picture. */
export function setText(message, text) {
  message.set(message.type === 'chat' ? 'body' : 'caption', text);
}

export function textOf(message) {
  return (message.type === 'chat' ? message.body : message.caption) ?? '';
}

/** What a revoked message keeps nothing of. */
const emptied = Object.fromEntries(
  [
    ...['body', 'caption', 'loc', 'lat', 'lng', 'mimetype', 'filename', 'size', 'duration', 'filehash', 'encFilehash'],
    ...['mediaKey', 'directPath', 'mediaData', 'vcardList', 'vcardFormattedName', 'pollName', 'pollOptions'],
    ...['quotedMsg', 'quotedStanzaID', 'quotedParticipant', 'thumbnail', 'waveform', 'isViewOnce'],
  ].map((name) => [name, undefined]),
);

/** What becomes of a message's attributes when it is revoked: its id is that of the revoke from then on. */
export function revokedAttributes(key, { id, sender, timestamp, subtype }) {
  return {
    ...emptied,
    id: new MsgKey({ fromMe: key.fromMe, remote: key.remote, id, participant: key.participant }),
    type: 'revoked',
    subtype: subtype === 'admin_revoke' ? 'admin' : 'sender',
    revokeSender: sender,
    revokeTimestamp: timestamp,
    protocolMessageKey: key,
    isOverwrittenByRevoke: true,
  };
}

/** A message that is in memory says from then on that it was revoked, under the id of the revoke. */
export function applyRevoke(msgStore, data, chat) {
  const key = data.protocolMessageKey;
  const message = msgStore.get(key);
  if (!message || message.type === 'revoked') return undefined;
  const { subtype, author, from, t } = data;
  becomeRevoked(
    message,
    revokedAttributes(key, { id: data.id.id, sender: author ?? from, timestamp: t, subtype }),
    chat,
  );
  return message;
}

/** Every place that files the message by its id learns the new one. */
export function becomeRevoked(message, attributes, chat) {
  const before = message.id;
  for (const collection of message.collections) collection.replaceId(before, attributes.id);
  message.set(attributes);
  if (chat?.lastReceivedKey?.equals(before)) chat.set('lastReceivedKey', attributes.id);
  pageEvents.trigger('messages', null);
}
