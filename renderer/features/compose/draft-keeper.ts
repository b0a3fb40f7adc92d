import type { IpcInput, IpcOutput } from '../../../main/contract/ipc.ts';
import { type Draft, type DraftStore, EMPTY_DRAFT, isEmpty, partsOfKey, type StagedFile } from './draft-store.ts';

type Content = IpcInput<'drafts.save'>['content'];
type Kept = IpcOutput<'drafts.list'>[number];

/** What the keeper needs of the main process, and of time. */
export interface DraftPort {
  list(lawyerId: string): Promise<readonly Kept[]>;
  save(lawyerId: string, chat: string, content: Content): Promise<unknown>;
  /** The conversation of each of those chats, as it is now; left out is one that has none. */
  heldIn(lawyerId: string, chats: readonly string[]): Promise<readonly { chat: string; conversation_id: string }[]>;
  after(ms: number, work: () => void): void;
}

/** While somebody types a draft is kept this often, in ms. What is killed loses no more. */
const PAUSE = 300;

/** After a failure it is tried again, in ms. */
const AGAIN = 3_000;

/**
 * Keeps what is begun in the main process, so that it outlives the window. Of a lawyer whose drafts were not read yet
 * nothing is kept: it would take the place of what is there.
 */
export class DraftKeeper {
  readonly #drafts: DraftStore;
  readonly #port: DraftPort;
  readonly #reading = new Map<string, Promise<void>>();
  readonly #read = new Set<string>();
  /** What is not kept as it stands. */
  readonly #unkept = new Set<string>();
  readonly #waiting = new Set<string>();
  readonly #saving = new Set<string>();

  constructor(drafts: DraftStore, port: DraftPort) {
    this.#drafts = drafts;
    this.#port = port;
    drafts.listen((chat) => this.#changed(chat));
  }

  /** Brings back what was begun in a lawyer's chats. Once is enough. */
  read(lawyerId: string): Promise<void> {
    const known = this.#reading.get(lawyerId);
    if (known) return known;
    const reading = this.#bringBack(lawyerId).catch(() => {
      this.#reading.delete(lawyerId);
      this.#port.after(AGAIN, () => void this.read(lawyerId));
    });
    this.#reading.set(lawyerId, reading);
    return reading;
  }

  /** Keeps at once what is not kept yet: of one chat, or of all. */
  flush(chat?: string): void {
    for (const one of chat === undefined ? [...this.#unkept] : [chat]) void this.#save(one);
  }

  /** Chats of that lawyer may have become one, or two again: what was begun in them goes where they are. */
  async follow(lawyerId: string): Promise<void> {
    const keys = this.#drafts.chatsOf(lawyerId);
    if (keys.length === 0) return;
    const chats = keys.map((key) => partsOfKey(key)[1]);
    const held = await this.#port.heldIn(lawyerId, chats).catch(() => null);
    if (!held) return this.#port.after(AGAIN, () => void this.follow(lawyerId));
    const holders = new Map(held.map(({ chat, conversation_id: id }) => [chat, id]));
    // First those that are themselves again: another one may be part of them now.
    for (const chat of chats) if ((holders.get(chat) ?? chat) === chat) this.#drafts.part(`${lawyerId} ${chat}`);
    for (const [chat, id] of holders) if (id !== chat) this.#drafts.move(`${lawyerId} ${chat}`, `${lawyerId} ${id}`);
  }

  async #bringBack(lawyerId: string): Promise<void> {
    const all = await this.#port.list(lawyerId);
    for (const kept of all) this.#drafts.change(`${lawyerId} ${kept.chat}`, (draft) => joined(draftOf(kept), draft));
    this.#read.add(lawyerId);
    this.flush();
  }

  #changed(chat: string): void {
    this.#unkept.add(chat);
    const place = this.#drafts.placeOf(chat);
    // Where it has moved to it is kept before it goes here.
    if (place !== chat) void this.#save(place);
    // What was sent must not come back as a draft.
    if (isEmpty(this.#drafts.own(chat))) return void this.#save(chat);
    if (this.#waiting.has(chat)) return;
    this.#waiting.add(chat);
    this.#port.after(PAUSE, () => {
      this.#waiting.delete(chat);
      void this.#save(chat);
    });
  }

  async #save(chat: string): Promise<void> {
    const [lawyerId, where] = partsOfKey(chat);
    // One after the other: an older state never comes behind a newer one.
    if (!this.#unkept.has(chat) || !this.#read.has(lawyerId) || this.#saving.has(chat)) return;
    this.#unkept.delete(chat);
    this.#saving.add(chat);
    let isKept = true;
    try {
      await this.#port.save(lawyerId, where, contentOf(this.#drafts.own(chat)));
    } catch {
      isKept = false;
      this.#unkept.add(chat);
    }
    this.#saving.delete(chat);
    if (isKept) await this.#save(chat);
    else this.#port.after(AGAIN, () => void this.#save(chat));
  }
}

/** As the main process keeps it. A file that is still being taken in, or was refused, is not there to be kept. */
export function contentOf({ text, reply, edit, files }: Draft): Content {
  return {
    text,
    reply_to: reply?.id ?? null,
    edit: edit && { message_id: edit.message.id, kept: edit.kept },
    files: files.flatMap(({ taken, name, asDocument }) =>
      taken.state === 'done' ? [{ attachment_id: taken.attachment.id, name, as_document: asDocument }] : [],
    ),
  };
}

function draftOf({ text, reply, edit, files }: Kept): Draft {
  return {
    text,
    reply,
    edit,
    files: files.map(
      ({ attachment, name, as_document: asDocument }): StagedFile => ({
        key: attachment.id,
        name,
        size: attachment.size ?? 0,
        taken: { state: 'done', attachment },
        asDocument,
      }),
    ),
  };
}

/** What was begun before it was brought back is not lost for it. */
function joined(kept: Draft, now: Draft): Draft {
  if (now === EMPTY_DRAFT) return kept;
  return {
    ...kept,
    text: [kept.text, now.text].filter((text) => text !== '').join('\n'),
    reply: now.reply ?? kept.reply,
    files: [...kept.files, ...now.files],
  };
}
