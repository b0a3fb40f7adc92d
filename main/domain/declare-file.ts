import type { MessageId } from '../contract/ids.ts';
import type { PageMessage } from '../contract/page-reports.ts';
import { hasFile } from './message-kind.ts';
import { newId } from './new-id.ts';
import type { Receiving } from './receiving.ts';

/**
 * Notes that a message has a file, which is fetched later, with what its sender declared of it. The thumbnail is not
 * kept here: it is read again with the message when the file is fetched, so that receiving waits for no file and a crash
 * loses none.
 */
export async function declareFile(
  { stores, lawyerId, at }: Receiving,
  messageId: MessageId,
  page: PageMessage,
  message: 'new' | 'known',
): Promise<void> {
  const { media } = page;
  if (!media || !hasFile(page)) return;
  if (message === 'known' && (await stores.attachments.ofMessage(lawyerId, messageId))) return;
  await stores.attachments.insert({
    id: newId('att', at),
    lawyerId,
    messageId,
    fileName: media.fileName,
    declaredType: media.mimeType,
    declaredSize: media.size,
    declaredSha256: media.sha256,
    durationSeconds: media.seconds,
    width: media.width,
    height: media.height,
    file: null,
    at,
  });
}
