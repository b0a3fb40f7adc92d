import type { KeptDraft } from '../../../../main/contract/draft.ts';
import type { DRAFT_CALLS } from '../../../../main/contract/ipc/drafts.ts';
import type { AnswersOf } from './answers-of.ts';
import type { FakeWorld } from './world.ts';

export function draftAnswers(world: FakeWorld): AnswersOf<typeof DRAFT_CALLS> {
  const { kept, places } = world.drafts;
  return {
    'drafts.list': ({ lawyer_id }) => [...kept.values()].filter(({ lawyerId }) => lawyerId === lawyer_id),
    'drafts.save': ({ lawyer_id, chat, content: { text, reply_to, edit, files } }) => {
      const draft: KeptDraft = {
        chat,
        text,
        reply: reply_to && world.message(lawyer_id, reply_to).message,
        edit: edit && { message: world.message(lawyer_id, edit.message_id).message, kept: edit.kept },
        files: files.flatMap(({ attachment_id: id, name, as_document }) => {
          const attachment = world.uploads.get(id);
          return attachment ? [{ attachment, name, as_document }] : [];
        }),
      };
      const isNothing = text === '' && !draft.reply && !draft.edit && draft.files.length === 0;
      if (isNothing) kept.delete(`${lawyer_id} ${chat}`);
      else kept.set(`${lawyer_id} ${chat}`, { ...draft, lawyerId: lawyer_id });
      return undefined;
    },
    'readingPlaces.list': ({ lawyer_id }) =>
      [...places].flatMap(([id, { lawyerId, ...place }]) =>
        lawyerId === lawyer_id ? [{ ...place, conversation_id: id as never }] : [],
      ),
    'readingPlaces.save': ({ lawyer_id, conversation_id, place }) => {
      if (place) places.set(conversation_id, { ...place, lawyerId: lawyer_id });
      else places.delete(conversation_id);
      return undefined;
    },
  };
}
