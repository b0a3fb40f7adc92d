import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import { generate } from 'selfsigned';
import { OPEN_BROKER } from '../../../main/brokers/brokers.ts';

const NOTHING = { target: 'lexline', maxLength: null, stream: null };

for (const [kind, scheme] of [
  ['rabbitmq', 'amqps'],
  ['redis', 'rediss'],
  ['nats', 'tls'],
] as const) {
  test(`${kind} with a certificate that nobody vouches for is told nothing, least of all the password`, async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let told = '';
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      // NATS says who it is, and then begins with TLS.
      if (kind === 'nats')
        socket.write('INFO {"server_id":"X","version":"2.10.0","tls_required":true,"headers":true}\r\n');
      const secure = new TLSSocket(socket, { isServer: true, key, cert });
      secure
        .on('error', () => {})
        .on('data', (data) => {
          told += data;
        });
    });
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
