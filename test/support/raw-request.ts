import { connect, type Socket } from 'node:net';

/** A connection on which a test writes HTTP by hand, byte by byte if it likes. */
export interface RawConnection {
  socket: Socket;
  write(bytes: string | Uint8Array): void;
  /** What has come so far. */
  received(): string;
  /** Resolves when what has come holds that text; rejects when the connection ends before. */
  until(text: string): Promise<string>;
  /** Resolves with all that came when the other side, or the test, has ended the connection. */
  closed: Promise<string>;
}

export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  const waiting = new Set<() => void>();
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    for (const look of waiting) look();
  });
  // An abrupt end is an end, and what came before it is what is looked at.
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    received: () => answer,
    closed,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!answer.includes(text)) return;
          waiting.delete(look);
          resolve(answer);
        };
        waiting.add(look);
        look();
        closed.then(() => reject(new Error(`ended without ${text}: ${answer.slice(0, 500)}`)));
      }),
  };
}
