import { chatsPlace } from '../contract/window-places.ts';
import type { Announcement } from '../domain/announce-messages.ts';
import type { Words } from './words.ts';

/** As the system shows it. */
export interface NotificationText {
  title: string;
  body: string;
  /** Where in the window a click leads. */
  to: string;
}

/** In code points; systems cut at other places. */
const NAME_LENGTH = 60;
const TEXT_LENGTH = 140;

/** First Strong Isolate and its end: what is between them turns nothing round that stands beside it. */
const ISOLATE = '\u2068';
const ISOLATE_END = '\u2069';

/** An announcement in words. */
export function notificationText(announcement: Announcement, words: Words): NotificationText {
  const { count, lawyerId, conversationId, names, hasMore, message } = announcement;
  const to = chatsPlace(lawyerId, conversationId ?? undefined);
  const news = words.count('new', count);
  const shown = names.map((name) => isolated(plain(name, NAME_LENGTH))).filter((name) => name !== '');
  const [name] = shown;
  if (name === undefined) return { title: 'Lexline', body: news, to };
  if (conversationId === null) {
    const list = hasMore ? words.say('and_others', { names: shown.join(', ') }) : words.list(shown);
    return { title: news, body: list, to };
  }
  if (message === null) return { title: name, body: news, to };
  const text = plain(message.text, TEXT_LENGTH);
  return {
    title: count === 1 ? name : `${name} · ${news}`,
    body: text === '' ? words.kind(message.kind) : isolated(text),
    to,
  };
}

/**
 * A stranger's text as one line: without characters that control, hide or turn round, and without what some Linux
 * desktops read as markup.
 */
function plain(text: string, length: number): string {
  const line = text
    // No more of a long text is looked at than could be shown.
    .slice(0, length * 8)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/(?!\u200d)\p{Cf}/gu, '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .trim();
  const points = [...line];
  return points.length <= length ? line : `${points.slice(0, length - 1).join('')}…`;
}

function isolated(text: string): string {
  return text === '' ? '' : `${ISOLATE}${text}${ISOLATE_END}`;
}
