import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { makeSshKey } from '../../../main/tunnel/ssh-key.ts';
import { sshTunnel } from '../../../main/tunnel/ssh-tunnel.ts';
import type { TunnelLink } from '../../../main/tunnel/tunnel-provider.ts';
import { type FakeSshServer, LISTENED, startFakeSshServer } from '../../support/fake-ssh-server.ts';

/** What the other side may do with the calls that it brings here. */

/** Why a channel is not opened (RFC 4254, section 5.1). */
const [PROHIBITED, CONNECT_FAILED] = [1, 2];

const reasonOf = (error: Error): unknown => ('reason' in error ? error.reason : error.message);

let server: FakeSshServer;
let api: Server;
/** Connections of the API. */
let sockets: Set<Socket>;
let link: TunnelLink;

async function open(serve: (socket: Socket) => void): Promise<void> {
  server = await startFakeSshServer();
  sockets = new Set();
  api = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const address = api.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const opening = sshTunnel({
    ...{ host: '127.0.0.1', port: server.port, username: 'lexline', hostKey: server.hostKey },
    ...{ privateKey: (await makeSshKey()).privateKey, listen: 'loopback', listenPort: LISTENED.port, publicUrl: null },
  });
  link = await opening({ port, signal: new AbortController().signal, alive: () => {} });
}

test.afterEach(async () => {
  await link.close();
  await server.stop();
  for (const socket of sockets) socket.destroy();
  api.close();
});

test('a long answer arrives whole at who reads slowly, although the connection is closed behind it', async () => {
  const answer = Buffer.alloc(3_900_000, 'x');
  await open((socket) => socket.resume().end(answer));
  const caller = await server.call();
  // More than the window of a channel (2 MiB), and less than what this side holds back as well: the API is done with it.
  await expect.poll(() => sockets.size).toBe(0);
  let read = 0;
  for await (const chunk of caller) read += chunk.length;
  expect(read).toBe(answer.length);
});

test('a server that brings more calls at once than are taken is refused the rest, and may bring them later', async () => {
  await open((socket) => socket.resume().once('end', () => socket.end()));
  const calls = await Promise.allSettled(Array.from({ length: 600 }, () => server.call()));
  const taken = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value] : []));
  expect(taken).toHaveLength(512);
  await expect.poll(() => sockets.size).toBe(512);
  for (const call of taken) call.close();
  await expect.poll(() => sockets.size).toBe(0);
  (await server.call()).close();
});

test('nothing listens behind it any more: the caller is told, and the next is taken when something does', async () => {
  await open((socket) => socket.end('served'));
  const address = api.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => api.close(resolve));
  const calls = Array.from({ length: 300 }, () => server.call().catch(reasonOf));
  expect(new Set(await Promise.all(calls))).toEqual(new Set([CONNECT_FAILED]));
  await new Promise<void>((resolve) => api.listen(port, '127.0.0.1', resolve));
  let read = '';
  for await (const chunk of await server.call()) read += chunk;
  expect(read).toBe('served');
});

test('a server that wants anything but to bring a call to that port gets nothing', async () => {
  await open(() => {});
  const client = server.client();
  const refused = (ask: (done: (error?: Error) => void) => void): Promise<unknown> =>
    new Promise((resolve) => ask((error) => resolve(error ? reasonOf(error) : 'done')));
  const other = (host: string, port: number) =>
    refused((done) => client.forwardOut(host, port, '203.0.113.7', 40_000, done));
  expect(await other(LISTENED.host, LISTENED.port + 1)).toBe(PROHIBITED);
  expect(await other('169.254.169.254', 80)).toBe(PROHIBITED);
  expect(await refused((done) => client.x11('203.0.113.7', 6_000, done))).toBe(PROHIBITED);
  expect(await refused((done) => client.openssh_forwardOutStreamLocal('/var/run/docker.sock', done))).toBe(PROHIBITED);
  expect(sockets.size).toBe(0);
});
