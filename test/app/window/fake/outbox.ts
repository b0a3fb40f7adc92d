import type { OUTBOX_CALLS } from '../../../../main/contract/ipc/outbox.ts';
import type { AnswersOf } from './answers-of.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

export function outboxAnswers(world: FakeWorld): AnswersOf<typeof OUTBOX_CALLS> {
  return {
    'outbox.list': ({ lawyer_id }) => ({
      data: world.queue.filter(({ lawyerId }) => lawyerId === lawyer_id).map(({ lawyerId: _, ...row }) => row),
      next_cursor: null,
    }),
    'outbox.cancel': ({ id }) => {
      const row = world.queue.find((one) => one.id === id);
      if (!row) throw new FakeProblem('queued_action_not_found');
      takeBack(world, row);
      return undefined;
    },
  };
}

/** Takes a row out of the queue, and tells of the message that is not sent. */
export function takeBack(world: FakeWorld, row: FakeWorld['queue'][number]): void {
  if (row.state === 'sending') throw new FakeProblem('already_on_its_way');
  world.unqueue(({ id }) => id === row.id);
  if (row.action !== 'send' || row.message_id === null) return;
  const { chat, message } = world.message(row.lawyerId, row.message_id);
  world.change(row.lawyerId, chat, message.id, { status: 'cancelled' }, 'message.cancelled');
}
