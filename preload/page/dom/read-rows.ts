import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { withFollowers } from '../followers.ts';
import { now } from '../own-globals.ts';
import type { Finder, SelectorName } from '../selectors.ts';
import { phoneOfTitle, shownText, withoutMarks } from './shown-text.ts';
import { readTimes } from './shown-time.ts';

/** A message on the screen. */
export interface Row {
  element: HTMLElement;
  id: string;
  fromMe: boolean;
  /** The chat that the page itself names in the row, where it does. */
  chat: string | null;
  /** Null for what is not a text: its content cannot be read from the screen. */
  prefix: string | null;
  text: string;
}

/** By which mark a message that is not a text is told, and WhatsApp's name for its kind. */
const KINDS: readonly (readonly [SelectorName, string])[] = [
  ['kindRevoked', 'revoked'],
  ['kindImage', 'image'],
  ['kindVideo', 'video'],
  ['kindVoice', 'ptt'],
  ['kindAudio', 'audio'],
  ['kindDocument', 'document'],
  ['kindSticker', 'sticker'],
  ['kindLocation', 'location'],
  ['kindContact', 'vcard'],
  ['kindPoll', 'poll_creation'],
  ['kindWaiting', 'ciphertext'],
];

/**
 * The messages of the open chat that are in the document, oldest first. Which side wrote one is shown at the first of a
 * block alone, by the tail of its bubble or by the author; ticks are only on our own.
 */
export function readRows(finder: Finder): Row[] {
  let fromMe: boolean | null = null;
  const rows: Row[] = [];
  for (const element of finder.findAll('message')) {
    // What WhatsApp itself says stands between the bubbles, has no time of its own and ends a block.
    if (!isBubble(finder, element)) {
      fromMe = null;
      continue;
    }
    const key = parseKey(element);
    const id = key?.id ?? element.dataset.id;
    const side: boolean | null = key?.fromMe ?? sideOf(finder, element) ?? fromMe;
    fromMe = side;
    // A block that begins above the screen is nobody's until the next one begins.
    if (!id || side === null) continue;
    const written = finder.find('prePlainText', element);
    const prefix = written?.dataset.prePlainText ?? null;
    rows.push({
      element,
      id,
      fromMe: side,
      chat: key?.chat ?? null,
      prefix,
      text: written ? textOf(finder, written) : '',
    });
  }
  return rows;
}

/** The same as messages of that chat, in our form. Only minutes are shown, and of a file nothing at all. */
export function readMessages(
  finder: Finder,
  rows: readonly Row[],
  chat: string,
  languages: readonly string[],
): PageMessage[] {
  const texts = rows.filter(({ prefix }) => prefix !== null);
  const times = readTimes(
    texts.map(({ prefix }) => prefix ?? ''),
    languages,
    now(),
  );
  const timeOf = new Map(texts.map((row, index) => [row, times[index] ?? null]));
  const phone = /^(\d{5,20})@c\.us$/.exec(chat)?.[1] ?? null;
  let last = times.find((time) => time !== null) ?? Math.floor(now() / 1000);
  const messages = rows.map((row) => {
    last = timeOf.get(row) ?? last;
    return {
      id: row.id,
      chat,
      fromMe: row.fromMe,
      type: row.prefix === null ? kindOf(finder, row.element) : 'chat',
      text: row.text,
      timestamp: last,
      isTimeRough: true,
      senderName: row.fromMe ? null : authorOf(row.prefix),
      ack: row.fromMe ? ackOf(finder, row.element) : null,
      phone,
      author: null,
      authorPhone: null,
      quoted: null,
      forwarded: false,
      broadcast: null,
      viewOnce: false,
      disappearsAfter: null,
      editedAt: null,
      media: null,
      details: null,
      reactions: null,
      followedBy: [],
    };
  });
  return withFollowers(messages);
}

function isBubble(finder: Finder, element: HTMLElement): boolean {
  if (finder.find('prePlainText', element) || finder.find('messageTime', element)) return true;
  return kindOf(finder, element) !== 'unknown' || sideOf(finder, element) !== null;
}

/** -1 is not told by the screen. */
export function ackOf(finder: Finder, row: HTMLElement): number | null {
  if (finder.find('sentTick', row)) return 1;
  return finder.find('pendingTick', row) ? 0 : null;
}

/** Some pages name the message's full key in the row: `conv-msg-false_491511…@c.us_3EB0…`. */
function parseKey(element: HTMLElement): { fromMe: boolean; chat: string; id: string } | null {
  for (const text of [element.dataset.testid?.replace(/^conv-msg-/, ''), element.dataset.id]) {
    const found = /^(true|false)_([^_\s@]+@[a-z.]+)_([^_\s]+)/.exec(text ?? '');
    if (found?.[2] && found[3]) return { fromMe: found[1] === 'true', chat: found[2], id: found[3] };
  }
  return null;
}

function sideOf(finder: Finder, element: HTMLElement): boolean | null {
  if (finder.find('tailOut', element)) return true;
  if (finder.find('tailIn', element)) return false;
  return ackOf(finder, element) === null ? null : true;
}

function textOf(finder: Finder, written: HTMLElement): string {
  const quoted = finder.find('quotedPart', written);
  const parts = finder.findAll('messageText', written).filter((part) => !quoted?.contains(part));
  return shownText(parts[0] ?? written);
}

function kindOf(finder: Finder, element: HTMLElement): string {
  return KINDS.find(([name]) => finder.find(name, element))?.[1] ?? 'unknown';
}

/** The author stands between the time and the text; somebody without a name is shown by the number. */
function authorOf(prefix: string | null): string | null {
  const author = withoutMarks(/^[^\]]*\]\s*(.*?):\s*$/s.exec(prefix ?? '')?.[1] ?? '');
  return author === '' || phoneOfTitle(author) !== null ? null : author.slice(0, 200);
}
