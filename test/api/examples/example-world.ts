import { Attachment } from '../../../main/contract/entities.ts';
import {
  ANSWER_ID,
  CLIENT_ID,
  CLIENT_PHONE,
  COLLEAGUE_ID,
  CONVERSATION_ID,
  EVENT_ID,
  FAILED_ID,
  FILE_TOKEN,
  OTHER_CLIENT_ID,
  PHOTO_ID,
  QUESTION_ID,
  SPARE_LAWYER_ID,
  UNKNOWN_ID,
} from '../../../main/contract/examples/values.ts';
import type { LawyerId } from '../../../main/contract/ids.ts';
import { ROUTES } from '../../../main/contract/routes.ts';
import { Phone } from '../../../main/contract/values.ts';
import type { TestApi } from '../../support/start-test-api.ts';
import { storeMessage } from '../../support/stored-message.ts';
import type { StandIns } from './stand-ins.ts';

/** A PNG of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SMALL = 'ab'.repeat(32);

/** What the examples speak of and nobody makes by REST: what WhatsApp tells of, and an alert. */
export async function fillWorld(api: TestApi, id: LawyerId, key: string, standIns: StandIns): Promise<void> {
  const { database } = api.store;
  const at = api.clock.now();
  const phone = Phone.parse(CLIENT_PHONE);
  const clientOf = async (conversation: Awaited<ReturnType<typeof storeMessage>>['conversationId']) =>
    (await database.read((stores) => stores.conversations.clientOf(id, conversation))) ?? '';

  const question = await storeMessage(database, id, { phone, text: 'I need a lawyer', at });
  const answer = await storeMessage(database, id, { phone, text: 'How can I help?', direction: 'outbound', at });
  const other = await storeMessage(database, id, { lid: '998877', text: 'It is me, Anna', at });
  standIns.set(QUESTION_ID, question.id);
  standIns.set(ANSWER_ID, answer.id);
  standIns.set(CONVERSATION_ID, question.conversationId);
  standIns.set(CLIENT_ID, await clientOf(question.conversationId));
  standIns.set(OTHER_CLIENT_ID, await clientOf(other.conversationId));

  for (const [shown, status] of [
    [FAILED_ID, 'failed'],
    [UNKNOWN_ID, 'unknown'],
  ] as const) {
    const message = await storeMessage(database, id, { phone, text: status, direction: 'outbound', status, at });
    standIns.set(shown, message.id);
  }
  const [event] = await database.read((stores) => stores.events.after(id, 0, 1));
  standIns.set(EVENT_ID, event?.id ?? '');
  standIns.set(COLLEAGUE_ID, (await api.addLawyer()).lawyer.id);
  const spare = (await api.addLawyer()).lawyer.id;
  await database.write((stores) => stores.lawyers.update(spare, { isActive: false }, at));
  standIns.set(SPARE_LAWYER_ID, spare);

  const path = '/v1/attachments?file_name=letter.png';
  const photo = Attachment.parse((await api.call({ method: 'POST', path, key, body: PICTURE })).json);
  standIns.set(PHOTO_ID, photo.id);
  const link = { method: 'POST', path: `/v1/attachments/${photo.id}/links`, key };
  const { url } = ROUTES.createFileLink.output.parse((await api.call(link)).json);
  standIns.set(FILE_TOKEN, url.split('/').at(-1) ?? '');
  api.files.stored.set(SMALL, PICTURE);
  await database.write(async (stores) => {
    await stores.attachments.setThumbnail(id, photo.id, SMALL);
    await stores.alerts.raise({ lawyerId: id, code: 'nothing_arrives', subject: null, at });
  });
}
