import type { IPC_CALLS } from '../../../../main/contract/ipc.ts';
import type { AnswersOf } from './answers-of.ts';
import { attachmentAnswers } from './attachments.ts';
import { clientAnswers } from './clients.ts';
import { conversationAnswers } from './conversations.ts';
import { draftAnswers } from './draft-answers.ts';
import { lawyerAnswers } from './lawyers.ts';
import { LINK_ANSWERS } from './links.ts';
import type { FakeMedia } from './media.ts';
import { messageAnswers } from './messages.ts';
import { outboxAnswers } from './outbox.ts';
import { practiceAnswers } from './practice.ts';
import { searchAnswers } from './search.ts';
import { sessionAnswers } from './sessions.ts';
import { settingsAnswers } from './settings.ts';
import { STATS_ANSWERS } from './stats.ts';
import { WHATSAPP_VIEW_ANSWERS } from './whatsapp-view.ts';
import type { FakeWorld } from './world.ts';

/** What the window can ask for, answered from the fake world. */
export function fakeAnswers(world: FakeWorld, media: FakeMedia): AnswersOf<typeof IPC_CALLS> {
  return {
    ...world.app.answers,
    ...world.appSettings.answers,
    ...world.updates.answers,
    ...world.setUp.answers,
    ...WHATSAPP_VIEW_ANSWERS,
    ...lawyerAnswers(world),
    ...settingsAnswers(world),
    ...world.alerts.answers,
    ...world.health.answers,
    ...STATS_ANSWERS,
    ...conversationAnswers(world),
    ...messageAnswers(world),
    ...LINK_ANSWERS,
    ...draftAnswers(world),
    ...world.templates.answers,
    ...searchAnswers(world),
    ...attachmentAnswers(world, media),
    ...outboxAnswers(world),
    ...clientAnswers(world),
    ...sessionAnswers(world),
    ...world.history.answers,
    ...world.staff.answers,
    ...world.tunnel.answers,
    ...world.brokers.answers,
    ...world.keys.answers,
    ...world.webhooks.answers,
    ...world.events.answers,
    ...practiceAnswers(world, media),
  };
}
