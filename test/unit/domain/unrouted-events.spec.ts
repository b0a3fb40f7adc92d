import { expect, test } from '@playwright/test';
import { BrokerId } from '../../../main/contract/ids.ts';
import { oneMoreUnrouted, unroutedWarning } from '../../../main/domain/unrouted-events.ts';

test('what a server says of dropped events is counted, whatever types it names', () => {
  const one = oneMoreUnrouted(null, 'message.received', 7);
  const two = oneMoreUnrouted(one, '<script>', 9);
  expect(two).toEqual({ count: 2, types: new Map([['message.received', 1]]), after: 7 });
  const row = { id: BrokerId.parse(`brk_${'0'.repeat(26)}`), target: 'lexline.events' };
  const of = (types: string) =>
    `because no queue is bound to the exchange lexline.events for them${types}. Bind a durable queue to it with these ` +
    `routing keys, or with #. Then publish them once more: PATCH /v1/brokers/${row.id} {"after": 7}. What other queues get ` +
    'twice has the same id.';
  expect(unroutedWarning(two, row)).toEqual({
    code: 'events_unrouted',
    message: `RabbitMQ has dropped 2 events, ${of(': message.received (1)')}`,
    events: [{ type: 'message.received', count: 1 }],
    after: 7,
  });
  expect(unroutedWarning(oneMoreUnrouted(null, 'x', 7), row).message).toBe(`RabbitMQ has dropped 1 event, ${of('')}`);
});
