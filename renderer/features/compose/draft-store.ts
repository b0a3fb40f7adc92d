import type { Attachment, Message } from '../../../main/contract/entities.ts';
import { joinDraftTexts } from '../../../main/contract/join-draft-texts.ts';

/** How far a large file has come. */
interface FileProgress {
  percent: number;
  startedAt: string;
}

/** A file that the person wants to send. It is with the main process from the moment in which it was chosen. */
export interface StagedFile {
  key: string;
  name: string;
  /** In bytes. */
  size: number;
  taken:
    | { state: 'under-way'; progress: FileProgress | null }
    | { state: 'done'; attachment: Attachment }
    | { state: 'refused'; error: unknown };
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

/** Of two chats that are one now. Who changes a message answers none. */
function joinDrafts(first: Draft, second: Draft): Draft {
  if (second === EMPTY_DRAFT) return first;
  if (first === EMPTY_DRAFT) return second;
  const { text, edit } = joinDraftTexts(first, second);
  return {
    ...{ text, edit, reply: edit ? null : (first.reply ?? second.reply) },
    files: [...first.files, ...second.files],
  };
}

/** What is unsent, by chat. `DraftKeeper` keeps it beyond the window. */
export class DraftStore {
  readonly #drafts = new Map<string, Draft>();
  /** Chats that are another one by now. Who has begun something there, as to take in a file, ends it where it is. */
  readonly #moved = new Map<string, string>();
  readonly #listeners = new Set<(chat: string) => void>();

  get(chat: string): Draft {
    return this.own(this.placeOf(chat));
  }

  /** What lies under that chat itself: nothing, once it has moved. */
  own(chat: string): Draft {
    return this.#drafts.get(chat) ?? EMPTY_DRAFT;
  }

  change(chat: string, change: (draft: Draft) => Draft): void {
    this.#put(this.placeOf(chat), change(this.get(chat)));
  }

  /** One chat is the other now: what was begun in both is one draft. */
  move(from: string, into: string): void {
    // It is there: whatever it was before, it is no part of another.
    this.part(into);
    if (from === into || this.#moved.get(from) === into) return;
    const draft = this.own(from);
    this.#moved.set(from, into);
    this.#put(into, joinDrafts(this.own(into), draft));
    this.#drafts.delete(from);
    this.#tell(from);
  }

  /** That chat is one of its own, also if it was part of another. */
  part(chat: string): void {
    if (this.#moved.delete(chat)) this.#tell(chat);
  }

  /** Of a lawyer: chats in which something was begun, and those that were known to be another one. */
  chatsOf(lawyerId: string): string[] {
    const all = new Set([...this.#drafts.keys(), ...this.#moved.keys()]);
    return [...all].filter((key) => partsOfKey(key)[0] === lawyerId);
  }

  /** The chat that it is now. `move` makes no circles: what is moved into is no part of another. */
  placeOf(chat: string): string {
    let place = chat;
    for (let next = this.#moved.get(place); next !== undefined; next = this.#moved.get(place)) place = next;
    return place;
  }

  #put(chat: string, draft: Draft): void {
    if (draft === this.own(chat)) return;
    if (isEmpty(draft)) this.#drafts.delete(chat);
    else this.#drafts.set(chat, draft);
    this.#tell(chat);
  }

  #tell(chat: string): void {
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

/**
 * A chat's draft goes by its id, which stays while its number is learnt, or becomes another one's. What is written to a
 * number goes by that, until there is a chat with it.
 */
export function draftKey(lawyerId: string, chat: { id: string } | { phone: string }): string {
  return `${lawyerId} ${'id' in chat ? chat.id : chat.phone}`;
}

/** The lawyer's id, and the chat as the main process names it. */
export function partsOfKey(key: string): [lawyerId: string, chat: string] {
  const place = key.indexOf(' ');
  return [key.slice(0, place), key.slice(place + 1)];
}
