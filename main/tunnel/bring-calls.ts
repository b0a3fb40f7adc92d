import { connect } from 'node:net';
import type { AcceptConnection, ClientChannel, RejectConnection } from 'ssh2';
import type { Millis } from '../domain/clock.ts';

/**
 * More calls at once are refused: each holds two file handles of the app's. The API's listener has room for half as many and
 * ends idle ones for new ones, which must get there, while those that were ended are still being read to their end.
 */
const MOST_CALLS = 512;

/** How long a caller may take to read what is left of an answer, when the API is done with it. */
const LEFT_TO_READ: Millis = 5 * 60_000;

type TakeCall = (details: unknown, accept: AcceptConnection<ClientChannel>, reject: RejectConnection) => void;

/** The callers' bytes go to the API's other listener, and nowhere else, whatever the server says it is for. */
export function bringCalls(port: number): TakeCall {
  let calls = 0;

  return (_details, accept, reject) => {
    if (calls >= MOST_CALLS) return reject();
    calls += 1;
    const over = (): void => {
      calls -= 1;
    };
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const refuse = (): void => {
      reject();
      over();
    };
    socket.once('close', refuse).on('error', () => {});
    socket.once('connect', () => {
      socket.off('close', refuse);
      const channel = accept();
      channel.on('error', () => socket.destroy());
      channel.once('close', () => {
        socket.destroy();
        over();
      });
      channel.pipe(socket).pipe(channel);
      socket.once('close', () => endWhenRead(channel));
    });
  };
}

/** The library's own `destroy` would drop what the other side has not made room for yet: the end of a long answer. */
function endWhenRead(channel: ClientChannel): void {
  const timer = setTimeout(() => channel.close(), LEFT_TO_READ).unref();
  channel.once('close', () => clearTimeout(timer));
  channel.end(() => channel.close());
}
