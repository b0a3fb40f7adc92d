import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import { generate } from 'selfsigned';
import { OPEN_BROKER } from '../../../main/brokers/brokers.ts';

const NOTHING = { target: 'lexline', maxLength: null, stream: null };

for (const [kind, scheme] of [
  ['rabbitmq', 'amqps'],
  ['redis', 'rediss'],
] as const) {
  test(`${kind} with a certificate that nobody vouches for is told nothing, least of all the password`, async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let told = '';
    const sockets: TLSSocket[] = [];
    const server = createServer({ key, cert }, (socket) => {
      sockets.push(socket);
      socket.on('data', (data) => {
        told += data;
      });
      socket.on('error', () => {});
    });
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `${scheme}://lexline:s3cret@localhost:${port}`;
    const options = { signal: new AbortController().signal, unrouted: () => {} };
    await expect(OPEN_BROKER[kind]({ ...NOTHING, url }, options)).rejects.toMatchObject({
      faultCode: 'certificate_refused',
    });
    expect(told).toBe('');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
}
