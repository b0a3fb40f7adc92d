import { element, tick } from './dom.js';
import { contentOf, isSystem, previewOf } from './message-content.js';
import { reactionsStore } from './reactions.js';
import { isMe } from './session.js';
import { shownAuthor } from './titles.js';
import { clockTime, shortDate, word } from './words.js';

/** Everything that a bubble shows: as long as it is the same, the bubble stays as it is. */
export function bubbleState(message, startsBlock, chat) {
  const { type, body, caption, ack, latestEditMsgKey, hasReaction, subtype } = message;
  const stage = message.mediaData?.mediaStage;
  const emojis = hasReaction ? emojisOf(message).join('') : '';
  const author = shownAuthor(message, chat);
  return [message.id, type, subtype, body, caption, ack, latestEditMsgKey, emojis, stage, startsBlock, author].join(
    '|',
  );
}

/** A message as a row of the conversation. Only the first of a block says who wrote it. */
export function messageRow(message, startsBlock, chat) {
  const attributes = {
    role: 'row',
    'data-testid': `conv-msg-${message.id.id}`,
    'data-id': message.id.id,
    tabindex: '-1',
  };
  if (isSystem(message)) {
    const text = element('div', { class: 'system-note', dir: 'auto' }, previewOf(message));
    return element('div', { ...attributes, class: 'system-row' }, text);
  }
  const fromMe = message.id.fromMe;
  return element(
    'div',
    { ...attributes, class: `bubble-row ${fromMe ? 'is-mine' : 'is-theirs'}` },
    bubble(message, startsBlock, chat, fromMe),
  );
}

function bubble(message, startsBlock, chat, fromMe) {
  const author = shownAuthor(message, chat);
  return element(
    'div',
    { class: 'bubble' },
    startsBlock ? element('span', { 'data-icon': fromMe ? 'tail-out' : 'tail-in', class: 'tail' }) : null,
    startsBlock ? element('span', { 'aria-label': `${fromMe ? word('you') : author}:` }) : null,
    startsBlock && !fromMe && !chat.id.isUser() ? element('div', { class: 'author', dir: 'auto' }, author) : null,
    message.isForwarded
      ? element('div', { class: 'content-note', 'data-icon': 'forwarded' }, `↪ ${word('forwarded')}`)
      : null,
    quoteOf(message, chat),
    ...(message.type === 'chat' ? [textOf(message, author)] : contentOf(message)),
    metaOf(message, fromMe),
    reactionsOf(message),
  );
}

function textOf(message, author) {
  const before = `[${clockTime(message.t)}, ${shortDate(message.t)}] ${author}: `;
  return element(
    'div',
    { class: 'copyable-text', 'data-pre-plain-text': before },
    element('span', { class: 'selectable-text', dir: 'auto', 'data-testid': 'selectable-text' }, message.body ?? ''),
  );
}

function quoteOf(message, chat) {
  if (!message.quotedStanzaID) return null;
  const quoted = message.quotedMsg ?? {};
  const sender = message.quotedParticipant;
  const who = isMe(sender) ? word('you') : shownAuthor({ id: { fromMe: false }, sender }, chat);
  return element(
    'div',
    { class: 'quote', 'data-testid': 'quoted-message' },
    element('strong', { dir: 'auto' }, who),
    element('span', { dir: 'auto' }, previewOf({ id: { fromMe: false }, ...quoted }).slice(0, 300)),
  );
}

function metaOf(message, fromMe) {
  return element(
    'div',
    { class: 'bubble-meta', 'data-testid': 'msg-meta' },
    message.latestEditMsgKey && message.type !== 'revoked' ? element('span', {}, word('edited')) : null,
    element('span', {}, clockTime(message.t)),
    fromMe && message.type !== 'revoked' ? tick(message.ack) : null,
  );
}

function emojisOf(message) {
  return (reactionsStore.get(message.id)?.reactions ?? []).map(({ aggregateEmoji }) => aggregateEmoji);
}

function reactionsOf(message) {
  if (!message.hasReaction) return null;
  const emojis = emojisOf(message);
  if (emojis.length === 0) return null;
  return element(
    'div',
    { class: 'reactions', 'data-testid': 'reaction-bubble', 'aria-label': emojis.join(' ') },
    emojis.join(' '),
  );
}
