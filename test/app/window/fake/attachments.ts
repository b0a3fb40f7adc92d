import type { Attachment } from '../../../../main/contract/entities.ts';
import type { ATTACHMENT_CALLS } from '../../../../main/contract/ipc/attachments.ts';
import type { AnswersOf } from './answers-of.ts';
import type { FakeMedia } from './media.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

export function attachmentAnswers(world: FakeWorld, media: FakeMedia): AnswersOf<typeof ATTACHMENT_CALLS> {
  const attachmentOf = (lawyerId: string, id: string): Attachment => {
    const found = world
      .chatsOf(lawyerId)
      .flatMap(({ messages }) => messages)
      .find(({ attachment }) => attachment?.id === id)?.attachment;
    if (!found) throw new FakeProblem('attachment_not_found');
    return found;
  };
  return {
    'attachments.upload': ({ file_name, bytes }) => {
      if (/\.exe$/i.test(file_name)) throw new FakeProblem('file_type_not_allowed');
      const attachment = media.attachment({ bytes, file_name });
      world.uploads.set(attachment.id, attachment);
      return attachment;
    },
    'attachments.uploadParts': ({ file_name, upload }) => {
      const bytes = world.incoming.bytesOf(upload);
      if (!bytes) throw new FakeProblem('invalid_request');
      const attachment = media.attachment({ bytes, file_name });
      world.uploads.set(attachment.id, attachment);
      return attachment;
    },
    'attachments.part': ({ upload, bytes, is_last: isLast }) => world.incoming.give(upload, bytes, isLast),
    'attachments.cancelUpload': ({ upload }) => {
      world.incoming.cancel(upload);
      return undefined;
    },
    'attachments.fetch': ({ lawyer_id, id }) => {
      Object.assign(attachmentOf(lawyer_id, id), { status: 'pending', error: null });
      return undefined;
    },
    'attachments.save': ({ lawyer_id, id }) => attachmentOf(lawyer_id, id).status === 'stored',
  };
}
