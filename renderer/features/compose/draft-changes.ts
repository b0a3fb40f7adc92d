import type { Message } from '../../../main/contract/entities.ts';
import type { Draft, StagedFile } from './draft-store.ts';

export function withText(text: string): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, text });
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
