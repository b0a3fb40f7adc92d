import { Refusal } from '../page-driver.ts';
import { isSoon } from '../within.ts';
import { shownText } from './shown-text.ts';

/** The editor shows what it has taken a moment later. */
const TAKEN_MS = 1000;
const LOOK_EVERY_MS = 25;

/** Presses an element as a mouse would: some parts of the page act when the button goes down, others when it comes up. */
export function press(element: HTMLElement): void {
  const details = { bubbles: true, cancelable: true, composed: true, button: 0 };
  element.dispatchEvent(new PointerEvent('pointerdown', details));
  element.dispatchEvent(new MouseEvent('mousedown', details));
  element.dispatchEvent(new PointerEvent('pointerup', details));
  element.dispatchEvent(new MouseEvent('mouseup', details));
  element.click();
}

/** Puts a text into a field in such a way that React hears of it, which keeps its own idea of a field's value. */
export function fill(input: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!setter) throw new Refusal('failed');
  Reflect.apply(setter, input, [text]);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

/** What stands in an editor: its paragraphs as lines. */
export function writtenIn(box: HTMLElement): string {
  const paragraphs = Array.from(box.querySelectorAll('p'));
  // An empty paragraph holds a line break of its own.
  const lines = paragraphs.map((paragraph) => shownText(paragraph).replace(/\n$/, ''));
  const text = paragraphs.length > 0 ? lines.join('\n') : shownText(box);
  return text.replace(/\u00a0/g, ' ').replace(/[\u200b\ufeff]/g, '');
}

/**
 * Writes into WhatsApp's editor (Lexical), which keeps a state of its own and hears of nothing but events: what the
 * browser itself puts into its elements, `execCommand` included, it does not send. Refuses with `not_written`, and leaves
 * the editor empty, when it does not take the text as it is.
 */
export async function write(box: HTMLElement, text: string): Promise<void> {
  for (const insert of [paste, type]) {
    box.focus();
    const selection = box.ownerDocument.getSelection();
    selection?.selectAllChildren(box);
    selection?.collapseToEnd();
    insert(box, text);
    if (await isSoon(TAKEN_MS, LOOK_EVERY_MS, () => writtenIn(box) === text.replace(/\u00a0/g, ' '))) return;
    await empty(box);
  }
  throw new Refusal('not_written');
}

function paste(box: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

/** A line break is asked for as such, because a new paragraph would send the text. */
function type(box: HTMLElement, text: string): void {
  text.split('\n').forEach((line, index) => {
    if (index > 0) input(box, 'insertLineBreak', null);
    if (line !== '') input(box, 'insertText', line);
  });
}

export async function empty(box: HTMLElement): Promise<void> {
  const isEmpty = (): boolean => writtenIn(box).trim() === '';
  if (isEmpty()) return;
  box.focus();
  box.ownerDocument.getSelection()?.selectAllChildren(box);
  input(box, 'deleteContentBackward', null);
  if (await isSoon(TAKEN_MS, LOOK_EVERY_MS, isEmpty)) return;
  box.ownerDocument.execCommand('delete');
}

function input(box: HTMLElement, inputType: string, data: string | null): void {
  box.dispatchEvent(
    new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true, composed: true }),
  );
}

/** Whether a message shows what was written: WhatsApp takes signs of formatting away, and cuts what is long. */
export function isShownAs(written: string, shown: string): boolean {
  const [wanted, found] = [written, shown].map((text) => text.replace(/[*_~`>\s\u00a0]+/g, ''));
  if (!wanted || !found) return wanted === found;
  const cut = found.replace(/(…|\.\.\.).*$/, '');
  return wanted === found || (cut.length >= 300 && wanted.startsWith(cut));
}
