import { ApiError, type Client } from './lexline.ts';
import type { ReceivedEvent } from './received-event.ts';

/**
 * The event with its whole message: a `thin` webhook carries its id alone, and of a very long text any event has the beginning
 * alone. Rejects as every call of the client does.
 */
export async function readWhole(lexline: Client, event: ReceivedEvent): Promise<ReceivedEvent> {
  const { message, message_id: id = message?.id } = event.data;
  const isWhole = message !== undefined && !message.text_truncated;
  if (id === undefined || isWhole) return event;
  try {
    return { ...event, data: { ...event.data, message: await lexline.getMessage({ params: { id } }) } };
  } catch (error) {
    // It was erased: then what the event says is all that there is.
    if (error instanceof ApiError && error.code === 'message_not_found') return event;
    throw error;
  }
}
