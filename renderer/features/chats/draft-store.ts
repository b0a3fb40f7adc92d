/** Unsent texts, one a chat, kept while the app runs. */
export class DraftStore {
  readonly #texts = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  get(chat: string): string {
    return this.#texts.get(chat) ?? '';
  }

  set(chat: string, text: string): void {
    if (text === '') this.#texts.delete(chat);
    else this.#texts.set(chat, text);
    for (const listener of this.#listeners) listener();
  }

  /** Returns the end of listening. */
  listen(listener: () => void): () => void {
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
