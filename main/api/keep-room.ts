import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Millis } from '../domain/clock.ts';

export interface Room {
  /** Of connections at once. */
  most: number;
  /** One on which nothing has moved for so long, in either direction, is ended: its caller reads no answer. */
  still: Millis;
}

/** For those who call from outside. More connections would take file handles from the rest of the app. */
export const ROOM_OUTSIDE: Room = { most: 256, still: 5 * 60_000 };

/**
 * Nobody keeps others out by holding connections open. For one more than there is room for, that which has been idle for
 * longest is ended: nothing was asked on it yet, or all that was asked is answered. Where none is idle, the new one is ended.
 */
export function keepRoom(server: Server, { most, still }: Room): void {
  server.setTimeout(still);
  const open = new Set<Socket>();
  /** Those that nothing is owed to, idle longest first. */
  const idle = new Set<Socket>();
  const owed = new Map<Socket, number>();

  function end(socket: Socket): void {
    open.delete(socket);
    idle.delete(socket);
    socket.destroy();
  }

  function asked({ socket }: IncomingMessage, response: ServerResponse): void {
    idle.delete(socket);
    owed.set(socket, (owed.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (owed.get(socket) ?? 1) - 1;
      owed.set(socket, left);
      if (left === 0 && open.has(socket)) idle.add(socket);
    });
  }

  server.on('connection', (socket) => {
    open.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      idle.delete(socket);
      owed.delete(socket);
    });
    const [longest] = idle;
    if (open.size > most && longest) end(longest);
  });
  server.on('request', asked);
  server.on('checkContinue', asked);
  // It stays for what is to come, or is ended with its answer.
  server.on('upgrade', ({ socket }) => void idle.delete(socket));
}
