import { avatar, element } from './dom.js';
import { mediaBlobCache } from './media-cache.js';
import { downloadMedia } from './media-download.js';
import { word } from './words.js';

// What each kind of message looks like, in the conversation and in the list of chats.

/** What a message says in one line. */
export function previewOf(message) {
  switch (message.type) {
    case 'chat':
      return message.body ?? '';
    case 'ciphertext':
      return message.subtype === 'view_once_unavailable_fanout' ? word('viewOnce') : word('waiting');
    case 'revoked':
      return word(message.id.fromMe ? 'deletedByYou' : 'deleted');
    case 'image':
      return message.caption || word('photo');
    case 'video':
      return message.caption || word('video');
    case 'ptt':
      return word('voice');
    case 'audio':
      return word('audio');
    case 'document':
      return message.caption || message.filename || word('document');
    case 'sticker':
      return word('sticker');
    case 'location':
      return message.loc || word('location');
    case 'vcard':
      return message.vcardFormattedName || word('contact');
    case 'multi_vcard':
      return (message.vcardList ?? []).map(({ displayName }) => displayName).join(', ');
    case 'poll_creation':
      return message.pollName || word('poll');
    case 'call_log':
      return word(message.isVideoCall ? 'missedVideo' : 'missedVoice');
    case 'e2e_notification':
      return word('encrypted');
    case 'notification_template':
      return message.templateParams?.join(' ') || word('encrypted');
    case 'gp2':
      return word('added');
    default:
      return word('unsupported');
  }
}

const systemTypes = new Set(['e2e_notification', 'notification_template', 'gp2', 'call_log']);

/** What WhatsApp itself says stands in the middle, with no one as its author. */
export function isSystem(message) {
  return systemTypes.has(message.type);
}

/** The content of a bubble that is no text message: those have `data-pre-plain-text`, and no other has. */
export function contentOf(message) {
  const draw = drawings[message.type];
  return draw ? draw(message) : plain(message, 'placeholder');
}

const drawings = {
  image: (message) => [picture(message, 'image-thumb'), captionOf(message)],
  video: (message) => [picture(message, 'video-thumb', '▶'), captionOf(message)],
  sticker: (message) => [picture(message, 'sticker')],
  ptt: (message) => [sound(message, 'audio-ptt', waveOf(message.waveform))],
  audio: (message) => [sound(message, 'audio-file', '♪')],
  document: (message) => [documentOf(message), message.isCaptionByUser ? captionOf(message) : null],
  location: (message) => [locationOf(message)],
  vcard: (message) => [cardOf(message.vcardFormattedName ?? '')],
  multi_vcard: (message) => (message.vcardList ?? []).map(({ displayName }) => cardOf(displayName)),
  poll_creation: (message) => [pollOf(message)],
  revoked: (message) => plain(message, 'recalled'),
};

function plain(message, kind) {
  return [element('div', { class: 'content-note', 'data-testid': kind, dir: 'auto' }, previewOf(message))];
}

function captionOf(message) {
  const text = message.caption ?? '';
  return text === '' ? null : element('div', { class: 'caption selectable-text', dir: 'auto' }, text);
}

function picture(message, kind, mark = null) {
  const blob =
    mediaBlobCache.has(message.filehash) && message.type !== 'video' ? mediaBlobCache.get(message.filehash) : null;
  const source = blob ? URL.createObjectURL(blob) : message.body ? `data:image/jpeg;base64,${message.body}` : undefined;
  const image = source && element('img', { src: source, alt: '', onload: () => blob && URL.revokeObjectURL(source) });
  const button = element(
    'button',
    {
      type: 'button',
      class: 'media-download',
      'aria-label': previewOf(message),
      onclick: () => downloadMedia(message),
    },
    mark ?? (blob ? '' : '↓'),
  );
  return element('div', { class: `media media-${kind}`, 'data-testid': kind }, image ?? null, button);
}

function waveOf(waveform) {
  const bars = waveform ? Array.from(waveform).filter((_value, index) => index % 2 === 0) : Array(32).fill(20);
  const wave = element('span', { class: 'wave', 'aria-hidden': 'true' });
  for (const bar of bars) {
    const line = element('i');
    line.style.setProperty('--bar', `${Math.max(8, Math.min(100, bar))}%`);
    wave.append(line);
  }
  return wave;
}

function sound(message, kind, shape) {
  const seconds = Math.round(message.duration ?? 0);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return element(
    'div',
    { class: 'sound', 'data-testid': kind, 'aria-label': previewOf(message) },
    '▶ ',
    shape,
    ` ${length}`,
  );
}

function documentOf(message) {
  const kilobytes = Math.max(1, Math.round((message.size ?? 0) / 1024));
  const kind = (message.filename?.split('.').at(-1) ?? '').slice(0, 5).toUpperCase();
  return element(
    'div',
    { class: 'document', 'data-testid': 'document-thumb', title: message.filename },
    element('span', { class: 'document-icon', 'aria-hidden': 'true' }, '▤'),
    element('span', { dir: 'auto' }, message.filename ?? word('document')),
    element('span', { class: 'content-note' }, `${kind} · ${kilobytes} KB`),
  );
}

function locationOf(message) {
  const place = `${message.lat?.toFixed(5)}, ${message.lng?.toFixed(5)}`;
  return element(
    'div',
    { class: 'location', 'data-testid': 'location-msg' },
    element('span', { class: 'location-map', 'aria-hidden': 'true' }, '◉'),
    element('span', { dir: 'auto' }, message.loc ?? word('location')),
    element('span', { class: 'content-note' }, place),
  );
}

function cardOf(name) {
  return element(
    'div',
    { class: 'vcard', 'data-testid': 'vcard-msg' },
    avatar(name),
    element('span', { dir: 'auto' }, name),
  );
}

function pollOf(message) {
  return element(
    'div',
    { class: 'poll', 'data-testid': 'poll-bubble' },
    element('strong', { dir: 'auto' }, message.pollName ?? ''),
    ...(message.pollOptions ?? []).map(({ name }) =>
      element('div', { class: 'poll-option', dir: 'auto' }, `○ ${name}`),
    ),
  );
}
