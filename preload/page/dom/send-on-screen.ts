import type { PageCommandInput, PageCommandOutput } from '../../../main/contract/page-commands.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import type { Finder } from '../selectors.ts';
import type { StagedFiles } from '../staged-files.ts';
import { isFoundSoon, isSoon } from '../within.ts';
import { empty, isShownAs, press, write, writtenIn } from './act-on-page.ts';
import type { ChatOpener, OpenChat } from './open-chat.ts';
import { ackOf, type Row, readRows } from './read-rows.ts';

const WAIT_MS = 5000;
const LOOK_EVERY_MS = 50;
/** How long a text may take to be shown in the chat, and then to get its tick. */
const TEXT_SHOWN_MS = 8000;
const TEXT_TICK_MS = 8000;
/** The same for a file, which is read and uploaded first. */
const FILE_SHOWN_MS = 30_000;
const FILE_TICK_MS = 4 * 60_000;

type Sent = PageCommandOutput<'sendText'>;

interface Shown {
  ids: ReadonlySet<string>;
  last: string | undefined;
}

/**
 * Sending as a person would, by what is on the screen. What was sent has an id that WhatsApp chose; and when nothing on
 * the screen says that it was sent, the answer says so, too: `ack` is null.
 */
export function sendOnScreen(
  finder: Finder,
  opener: ChatOpener,
  staged: StagedFiles,
): Pick<DriverCommands, 'sendText' | 'sendFile'> {
  /** Never into another chat: asked before anything is typed and again before anything is sent. */
  function stayIn(chat: OpenChat): void {
    if (!opener.isOpen(chat)) throw new Refusal('another_chat');
  }

  /** The editor of a file lies over the chat that it was opened in, and goes when another one is opened. */
  function stayInEditorOf(chat: OpenChat): void {
    if (!opener.isCovered(chat)) stayIn(chat);
  }

  async function found(name: Parameters<Finder['find']>[0]): Promise<HTMLElement> {
    const element = await isFoundSoon(WAIT_MS, LOOK_EVERY_MS, () => finder.find(name));
    if (!element) throw new Refusal('ability_missing');
    return element;
  }

  /** The messages on the screen, and the last of them: what we send comes behind it. */
  function shownNow(): Shown {
    const ids = readRows(finder).map(({ id }) => id);
    return { ids: new Set(ids), last: ids.at(-1) };
  }

  /** Looks for our new message, and for the tick that says that WhatsApp's server has it. */
  async function confirm(before: Shown, isIt: (row: Row) => boolean, shownMs: number, tickMs: number): Promise<Sent> {
    const look = (): Row | null => {
      const rows = readRows(finder);
      // What stands above was only scrolled into the document.
      const behind = rows.slice(rows.findIndex(({ id }) => id === before.last) + 1);
      return behind.find((row) => row.fromMe && !before.ids.has(row.id) && isIt(row)) ?? null;
    };
    const row = await isFoundSoon(shownMs, LOOK_EVERY_MS, look);
    if (!row) return { ack: null, id: null };
    const isTaken = await isSoon(tickMs, LOOK_EVERY_MS, () => {
      const now = look();
      return now !== null && ackOf(finder, now.element) === 1;
    });
    return { ack: isTaken ? 1 : 0, id: row.id };
  }

  async function openFor({ chat, phone, quoted }: Pick<PageCommandInput<'sendText'>, 'chat' | 'phone' | 'quoted'>) {
    // An answer to a certain message would have to be begun at that message.
    if (quoted) throw new Refusal('ability_missing');
    const open = await opener.open({ chat, phone });
    const box = await found('composeBox');
    if (writtenIn(box).trim() !== '') throw new Refusal('draft_in_the_way');
    stayIn(open);
    return { open, box };
  }

  async function pressSend(name: 'sendButton' | 'mediaSendButton', check: () => void): Promise<void> {
    const button = await found(name);
    check();
    press(button);
  }

  return {
    async sendText({ text, ...input }) {
      const { open, box } = await openFor(input);
      const before = shownNow();
      await write(box, text);
      try {
        await pressSend('sendButton', () => stayIn(open));
      } catch (error) {
        await empty(box);
        throw error;
      }
      const sent = await confirm(before, (row) => isShownAs(text, row.text), TEXT_SHOWN_MS, TEXT_TICK_MS);
      if (sent.ack === null && finder.find('composeBox') === box && writtenIn(box) === text) {
        // It still stands where it was written: it was certainly not sent.
        await empty(box);
        throw new Refusal('not_sent');
      }
      return sent;
    },

    async sendFile({ file, use, mimeType, fileName, caption, ...input }) {
      // A voice note can only be spoken into the page.
      if (use === 'voice') throw new Refusal('ability_missing');
      const { open } = await openFor(input);
      const before = shownNow();
      try {
        const item = await attachEntry(use === 'image' || use === 'video' ? 'attachMedia' : 'attachDocument');
        const chooser = finder.find('fileInput', item) ?? (await openChooser(item));
        if (!(chooser instanceof HTMLInputElement)) throw new Refusal('ability_missing');
        const transfer = new DataTransfer();
        transfer.items.add(staged.take(file, fileName, mimeType));
        chooser.files = transfer.files;
        chooser.dispatchEvent(new Event('change', { bubbles: true }));
        if (caption !== '') await write(await found('captionBox'), caption);
        await pressSend('mediaSendButton', () => stayInEditorOf(open));
      } catch (error) {
        await closeEditor();
        throw error;
      }
      return confirm(
        before,
        ({ prefix, text }) => prefix === null || isShownAs(caption, text),
        FILE_SHOWN_MS,
        FILE_TICK_MS,
      );
    },
  };

  /** An entry of the attach menu, which is opened for it; of a menu that has no such entry nothing is left open. */
  async function attachEntry(name: 'attachMedia' | 'attachDocument'): Promise<HTMLElement> {
    const shown = finder.find(name);
    if (shown) return shown;
    const button = await found('attachButton');
    press(button);
    try {
      return await found(name);
    } catch (error) {
      press(button);
      throw error;
    }
  }

  /** The input lies beside the menu on some pages, and is made by the press on others. */
  function openChooser(item: HTMLElement): Promise<HTMLElement | null> {
    press(item);
    return isFoundSoon(WAIT_MS, LOOK_EVERY_MS, () => finder.find('fileInput'));
  }

  /** Closes what lies over the chat without sending it: left open, a person would send it, or it hides the next chat. */
  async function closeEditor(): Promise<void> {
    const isGone = (): boolean => finder.find('closeMedia') === null;
    const button = finder.find('closeMedia');
    if (button) press(button);
    if (!(await isSoon(WAIT_MS, LOOK_EVERY_MS, isGone))) throw new Refusal('editor_in_the_way');
  }
}
