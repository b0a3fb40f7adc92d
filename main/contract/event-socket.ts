/** Why Lexline ends a WebSocket of the event log: its close codes (RFC 6455, section 7.4; 4000 and above are our own). */
export const SOCKET_CLOSE = {
  1003: 'Something was sent to it: it only tells',
  1009: 'Something too large was sent to it',
  1011: 'Something went wrong on our side; connect again behind the last cursor',
  1012: 'The app closes; connect again behind the last cursor',
  4401: 'The key was revoked, has expired, or may not do that any more',
  4410: 'Some of the events that come next are not kept any more',
} as const;

export type SocketClose = keyof typeof SOCKET_CLOSE;
