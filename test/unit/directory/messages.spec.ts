import type { ReceivedEvent } from '../../directory/received-event.ts';
import { expect, test, told } from './opened-inbox.ts';

/** Every order of them. */
function ordersOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

const own = { direction: 'outbound', id: 'msg_1' } as const;
const FACTS: ReceivedEvent[] = [
  { id: 'evt_1', ...told({ ...own, type: 'message.sent', text: 'Befor', status: 'sent' }) },
  { id: 'evt_2', ...told({ ...own, type: 'message.delivered', text: 'Befor', status: 'delivered' }) },
  {
    id: 'evt_3',
    ...told({ ...own, type: 'message.edited', text: 'Before', status: 'delivered', edited: '2026-11-22T08:01' }),
  },
  {
    id: 'evt_4',
    ...told({ ...own, type: 'message.edited', text: 'After', status: 'delivered', edited: '2026-11-22T08:02' }),
  },
  { id: 'evt_5', ...told({ ...own, type: 'message.read', text: 'After', status: 'read', edited: '2026-11-22T08:02' }) },
];

test('in whatever order the events of a message come, it ends the same: no status goes back, no text either', ({
  directory,
}) => {
  const orders = ordersOf(FACTS);
  expect(orders).toHaveLength(120);
  for (const [number, order] of orders.entries()) {
    const id = `msg_${number}`;
    const events = order.map((event) => ({
      ...event,
      id: `${event.id}_${number}`,
      data: { message_id: id, message: { ...event.data.message, id, conversation_id: `con_${number}` } },
    }));
    directory.inbox.take(events as ReceivedEvent[], 'webhook');
  }
  const ended = directory.texts("SELECT text || ', ' || status || ', ' || edited FROM messages");
  expect(ended).toEqual(orders.map(() => 'After, read, 2026-11-22T08:02'));
});

test('what failed, as it seemed, and was sent after all, is sent', ({ directory }) => {
  const fact = (id: string, status: string) => ({ id, ...told({ ...own, type: `message.${status}`, status }) });
  directory.inbox.take([fact('evt_1', 'unknown'), fact('evt_2', 'sent'), fact('evt_3', 'failed')], 'log', 3);
  expect(directory.shown().chats[0]?.messages[0]?.status).toBe('sent');
});

test('an event that comes both ways counts once, and both are noted', ({ directory }) => {
  const event = { id: 'evt_1', ...told() };
  directory.inbox.take([event], 'log', 7);
  directory.inbox.take([event], 'webhook');
  expect(directory.asked).toEqual(['msg_5']);
  const { chats, events } = directory.shown();
  expect(chats[0]?.messages.filter(({ direction }) => direction === 'inbound')).toHaveLength(1);
  expect(events).toMatchObject([{ id: 'evt_1', webhook_at: expect.any(Number), log_at: expect.any(Number) }]);
});
