import { Refusal } from '../page-driver.ts';
import type { Finder } from '../selectors.ts';
import { isFoundSoon, isSoon } from '../within.ts';
import { fill, press } from './act-on-page.ts';
import { readRows } from './read-rows.ts';
import { phoneOfTitle, withoutMarks } from './shown-text.ts';

const WAIT_MS = 8000;
const LOOK_EVERY_MS = 50;
/** How long a chat may take to make place for another of the same name, and to show its messages. */
const SWITCH_MS = 2000;
const ROWS_MS = 1000;

/** Whom a chat is wanted with: WhatsApp's id of the chat, and the number in digits. */
export interface Wanted {
  chat: string | null;
  phone: string | null;
}

/** The chat on the screen, as far as we know whose it is. */
export interface OpenChat {
  chat: string;
  /** The digits under which it was found. */
  phone: string;
  /** What its header shows: the number, or the name of the row that the search by number gave. */
  title: string;
  /** Messages of it that were on the screen last: two chats have none in common, though they may have one name. */
  ids: ReadonlySet<string>;
}

export interface ChatOpener {
  /**
   * Opens that person's chat, found by the number. Refuses with `no_phone`, `chat_not_found` (none, or more than one that
   * it could be), `chat_not_opened`.
   */
  open(wanted: Wanted): Promise<OpenChat>;
  /** Whether this very chat is on the screen now. */
  isOpen(chat: OpenChat): boolean;
  /** Whether this chat may lie below an editor that was opened in it, which hides its messages or all of it. */
  isCovered(chat: OpenChat): boolean;
  /** The chat on the screen; its title alone where nobody knows whose it is. */
  current(): { title: string; open: OpenChat | null } | null;
}

export function createChatOpener(finder: Finder): ChatOpener {
  /** The chat that we opened last. A name in a header says whose chat it is only as long as nobody opens another. */
  let last: OpenChat | null = null;

  function shownTitle(): string {
    const title = finder.find('chatTitle') ?? finder.find('chatHeader');
    return withoutMarks(title?.innerText.split('\n')[0] ?? '');
  }

  function shownIds(): Set<string> {
    return new Set(readRows(finder).map(({ id }) => id));
  }

  function isTitleOf({ title, phone }: Pick<OpenChat, 'title' | 'phone'>): boolean {
    const shown = shownTitle();
    return shown !== '' && (shown === title || phoneOfTitle(shown) === phone);
  }

  function isOpen(open: OpenChat): boolean {
    if (!isTitleOf(open)) return false;
    const rows = readRows(finder);
    if (!rows.every((row) => row.chat === null || isSameChat(row.chat, open.chat, open.phone))) return false;
    // A number is one person's. A name may be that of two: then the messages tell whose chat it is.
    const isKnown = phoneOfTitle(shownTitle()) === open.phone || rows.some(({ id }) => open.ids.has(id));
    const isSame = isKnown || (rows.length === 0 && open.ids.size === 0);
    if (isSame) open.ids = shownIds();
    return isSame;
  }

  /** Opens the chat of a row, and notes by what it is known again. */
  async function openRow(row: HTMLElement, wanted: Omit<OpenChat, 'title' | 'ids'>): Promise<OpenChat> {
    const opened = { ...wanted, title: titleOf(row), ids: new Set<string>() };
    const before = { title: shownTitle(), ids: shownIds() };
    press(row);
    if (before.title === opened.title) {
      // A chat of that name was open already: if it is another one's, it goes away now.
      await isSoon(SWITCH_MS, LOOK_EVERY_MS, () => [...shownIds()].every((id) => !before.ids.has(id)));
    } else if (!(await isSoon(WAIT_MS, LOOK_EVERY_MS, () => isTitleOf(opened)))) {
      throw new Refusal('chat_not_opened');
    }
    await isSoon(ROWS_MS, LOOK_EVERY_MS, () => shownIds().size > 0);
    return { ...opened, ids: shownIds() };
  }

  /** The one row that a search by number gave. Of two, either could be a namesake, or somebody whose name is a number. */
  function rowOf(numbers: readonly string[]): HTMLElement | null {
    const rows = finder.findAll('chatRow').filter((row) => titleOf(row) !== '' && !isHitInText(row, numbers));
    const [only, ...others] = rows;
    if (!only || others.length > 0) return null;
    const phone = phoneOfTitle(titleOf(only));
    return phone === null || numbers.includes(phone) ? only : null;
  }

  function titleOf(row: HTMLElement): string {
    const title = finder.find('rowTitle', row);
    return withoutMarks(title?.title || title?.innerText || '');
  }

  /** The search also finds messages that hold the number: their rows are of whoever wrote or got them. */
  function isHitInText(row: HTMLElement, numbers: readonly string[]): boolean {
    const detail = (finder.find('rowDetail', row)?.innerText ?? '').replace(/\D/g, '');
    return numbers.some((number) => detail.includes(number.slice(-8)));
  }

  async function search(input: HTMLInputElement, numbers: readonly string[]): Promise<HTMLElement> {
    // First for what nobody has: when the list is empty, what it holds next is what the number finds.
    fill(input, `${numbers[0]}\u00d7${numbers[0]}`);
    const isLive = await isSoon(WAIT_MS, LOOK_EVERY_MS, () => finder.findAll('chatRow').length === 0);
    if (!isLive) throw new Refusal('chat_not_found');
    for (const number of numbers) {
      fill(input, number);
      const row = await isFoundSoon(WAIT_MS / numbers.length, LOOK_EVERY_MS, () => rowOf(numbers));
      if (row) return row;
    }
    throw new Refusal('chat_not_found');
  }

  return {
    async open({ chat, phone }) {
      const known = /^(\d{5,20})@c\.us$/.exec(chat ?? '')?.[1];
      const numbers = [...new Set([known, phone].filter((number) => number !== undefined && number !== null))];
      const [number] = numbers;
      if (number === undefined) throw new Refusal('no_phone');
      const wanted = { chat: chat ?? `${number}@c.us`, phone: number };
      if (last && last.chat === wanted.chat && isOpen(last)) return last;
      const shown = phoneOfTitle(shownTitle());
      if (shown !== null && numbers.includes(shown)) {
        last = { ...wanted, phone: shown, title: shownTitle(), ids: shownIds() };
        if (isOpen(last)) return last;
      }
      const input = finder.find('search');
      if (!(input instanceof HTMLInputElement)) throw new Refusal('ability_missing');
      const before = input.value;
      try {
        last = await openRow(await search(input, numbers), wanted);
        if (!isOpen(last)) throw new Refusal('chat_not_opened');
        return last;
      } finally {
        fill(input, before);
      }
    },
    isOpen,
    isCovered: (open) => (shownTitle() === '' || isTitleOf(open)) && shownIds().size === 0,
    current() {
      const title = shownTitle();
      if (title === '') return null;
      if (last && isOpen(last)) return { title, open: last };
      const phone = phoneOfTitle(title);
      return { title, open: phone === null ? null : { chat: `${phone}@c.us`, phone, title, ids: shownIds() } };
    },
  };
}

/** A lid says nothing about the number that a chat was found by: only another lid, or another number, is another chat. */
function isSameChat(named: string, chat: string, phone: string): boolean {
  if (named === chat || named === `${phone}@c.us`) return true;
  return named.endsWith('@lid') && !chat.endsWith('@lid');
}
