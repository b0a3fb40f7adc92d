import type { Attachment, Message } from '../../../main/contract/entities.ts';

/** A file that the person wants to send. It is with the main process from the moment in which it was chosen. */
export interface StagedFile {
  key: string;
  name: string;
  /** In bytes. */
  size: number;
  taken: { state: 'under-way' } | { state: 'done'; attachment: Attachment } | { state: 'refused'; error: unknown };
  /** Sent as it is, though it could be shown as a photo or a film. */
  asDocument: boolean;
}

/** What the person has begun in one chat and not sent. */
export interface Draft {
  text: string;
  /** The message that is answered. */
  reply: Message | null;
  /** The message that is changed; `kept` is what stood in the field before. */
  edit: { message: Message; kept: string } | null;
  files: readonly StagedFile[];
}

export const EMPTY_DRAFT: Draft = { text: '', reply: null, edit: null, files: [] };

export function isEmpty({ text, reply, edit, files }: Draft): boolean {
  return text === '' && !reply && !edit && files.length === 0;
}

/** What is unsent, by chat. `DraftKeeper` keeps it beyond the window. */
export class DraftStore {
  readonly #drafts = new Map<string, Draft>();
  readonly #listeners = new Set<(chat: string) => void>();

  get(chat: string): Draft {
    return this.#drafts.get(chat) ?? EMPTY_DRAFT;
  }

  change(chat: string, change: (draft: Draft) => Draft): void {
    const draft = change(this.get(chat));
    if (draft === this.get(chat)) return;
    if (isEmpty(draft)) this.#drafts.delete(chat);
    else this.#drafts.set(chat, draft);
    for (const listener of this.#listeners) listener(chat);
  }

  /** Hears in which chat something has changed. Returns the end of listening. */
  listen(listener: (chat: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}

/** A chat's draft is kept by the other side's number where there is one, so that it stays when a new chat is made. */
export function draftKey(lawyerId: string, chat: { id: string; phone: string | null } | { phone: string }): string {
  return `${lawyerId} ${chat.phone ?? ('id' in chat ? chat.id : '')}`;
}

/** The lawyer's id, and the chat as the main process names it. */
export function partsOfKey(key: string): [lawyerId: string, chat: string] {
  const place = key.indexOf(' ');
  return [key.slice(0, place), key.slice(place + 1)];
}
