import type { Message } from '../../../main/contract/entities.ts';
import type { Draft, StagedFile } from './draft-store.ts';

export function withText(text: string): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, text });
}

/** Puts a text below what stands in the field already, and into no message that is being changed. */
export function withTextAdded(text: string): (draft: Draft) => Draft {
  return (draft) => {
    const left = withoutEdit(draft);
    return { ...left, text: left.text.trim() === '' || left.text === text ? text : `${left.text}\n\n${text}` };
  };
}

/** Without the text that was taken; what was written behind it since then stays. */
export function withoutTaken(text: string): (draft: Draft) => Draft {
  const rest = (written: string) => (written.startsWith(text) ? written.slice(text.length) : written);
  return (draft) =>
    draft.edit
      ? { ...draft, edit: { ...draft.edit, kept: rest(draft.edit.kept) } }
      : { ...draft, text: rest(draft.text) };
}

/** Answering and changing exclude each other: what was being changed is left as it was. */
export function replyingTo(message: Message): (draft: Draft) => Draft {
  return (draft) => ({ ...withoutEdit(draft), reply: message });
}

export function withoutReply(draft: Draft): Draft {
  return { ...draft, reply: null };
}

/** Puts the message's text into the field; what stood there comes back afterwards. */
export function editing(message: Message): (draft: Draft) => Draft {
  return (draft) => ({
    ...draft,
    text: message.text,
    reply: null,
    edit: { message, kept: draft.edit ? draft.edit.kept : draft.text },
  });
}

export function withoutEdit(draft: Draft): Draft {
  return draft.edit ? { ...draft, text: draft.edit.kept, edit: null } : draft;
}

export function withFiles(files: readonly StagedFile[]): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, files: [...draft.files, ...files] });
}

export function withoutFile(key: string): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, files: draft.files.filter((file) => file.key !== key) });
}

export function withFileChanged(key: string, change: Partial<StagedFile>): (draft: Draft) => Draft {
  return (draft) => ({
    ...draft,
    files: draft.files.map((file) => (file.key === key ? { ...file, ...change } : file)),
  });
}
