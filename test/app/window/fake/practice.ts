import type { PRACTICE_CALLS } from '../../../../main/contract/ipc/practice.ts';
import { ORDINARY_DAY } from '../../../../main/contract/ordinary-day.ts';
import type { PracticeFaults } from '../../../../main/contract/practice.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago } from './fake-id.ts';
import type { FakeMedia } from './media.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

export function practiceAnswers(world: FakeWorld, media: FakeMedia): AnswersOf<typeof PRACTICE_CALLS> {
  let faults: PracticeFaults = { ...ORDINARY_DAY };
  return {
    'practice.leave': () => undefined,
    'practice.scan': ({ lawyer_id }) => world.become(lawyer_id, 'ready'),
    'practice.enterPairingCode': ({ lawyer_id }) => world.become(lawyer_id, 'ready'),
    'practice.write': ({ lawyer_id, phone, message }) => {
      const file = message.file
        ? media.attachment({ bytes: Buffer.from(message.file.base64, 'base64'), file_name: message.file.name })
        : null;
      world.addMessage(lawyer_id, world.chatWith(lawyer_id, phone, message.name ?? phone), {
        kind:
          message.kind === 'contact' ? 'contacts' : message.kind === 'missed_call' ? 'call' : (message.kind ?? 'text'),
        text: message.text ?? '',
        forwarded: message.forwarded ?? false,
        attachment: file,
      });
      return undefined;
    },
    'practice.act': ({ lawyer_id, phone, action }) => {
      const chat = world.chatWith(lawyer_id, phone, phone);
      const message = chat.messages.find(({ whatsapp_id: id }) => id === action.message);
      if (!message) throw new FakeProblem('practice_refused');
      if (action.action === 'react') {
        const theirs = { emoji: action.emoji, from: 'client' as const, sender_name: 'Maria', reacted_at: ago(0) };
        const reactions = action.emoji === '' ? [] : [theirs];
        world.change(lawyer_id, chat, message.id, { reactions }, 'message.reaction');
      }
      if (action.action === 'revoke') {
        world.change(lawyer_id, chat, message.id, { revoked_at: ago(0) }, 'message.revoked');
      }
      return undefined;
    },
    'practice.faults': () => faults,
    'practice.setFaults': (change) => {
      faults = { ...faults, ...(change as Partial<PracticeFaults>) };
      return faults;
    },
  };
}
