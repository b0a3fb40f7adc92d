import type { IPC_CALLS } from '../../../../main/contract/ipc.ts';
import type { AnswersOf } from './answers-of.ts';
import { attachmentAnswers } from './attachments.ts';
import { clientAnswers } from './clients.ts';
import { conversationAnswers } from './conversations.ts';
import { GRANT_ANSWERS } from './grants.ts';
import { lawyerAnswers } from './lawyers.ts';
import type { FakeMedia } from './media.ts';
import { messageAnswers } from './messages.ts';
import { outboxAnswers } from './outbox.ts';
import { practiceAnswers } from './practice.ts';
import { sessionAnswers } from './sessions.ts';
import { settingsAnswers } from './settings.ts';
import { STAFF_ANSWERS } from './staff.ts';
import { WHATSAPP_VIEW_ANSWERS } from './whatsapp-view.ts';
import type { FakeWorld } from './world.ts';

/** What the window can ask for, answered from the fake world. */
export function fakeAnswers(world: FakeWorld, media: FakeMedia): AnswersOf<typeof IPC_CALLS> {
  return {
    ...world.app.answers,
    ...world.appSettings.answers,
    ...WHATSAPP_VIEW_ANSWERS,
    ...lawyerAnswers(world),
    ...settingsAnswers(world),
    ...world.alerts.answers,
    ...conversationAnswers(world),
    ...messageAnswers(world),
    ...attachmentAnswers(world, media),
    ...outboxAnswers(world),
    ...clientAnswers(world),
    ...sessionAnswers(world),
    ...world.history.answers,
    ...STAFF_ANSWERS,
    ...GRANT_ANSWERS,
    ...world.tunnel.answers,
    ...world.brokers.answers,
    ...practiceAnswers(world, media),
  };
}
