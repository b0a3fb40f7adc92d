import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { createRouteCaller } from '../support/route-caller.ts';
import { startTestApi } from '../support/start-test-api.ts';

test('that the port behind the tunnel is taken is said in words, and nothing is changed', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const api = await startTestApi();
  try {
    const { use, refusal } = createRouteCaller(api, await api.addLawyer());
    await use('changeTunnel', { body: { provider: 'cloudflared', local_port: port } });
    const before = api.store.content();
    const refused = await refusal('startTunnel', 'tunnel_port_taken');
    const message = `${port} is taken by another program: set another one, or 0 for any that is free`;
    expect(refused).toMatchObject({ status: 409, errors: [{ field: 'local_port', message }] });
    expect(await use('getTunnel')).toMatchObject({ is_on: false, state: 'off' });
    expect(api.store.content()).toBe(before);

    await use('changeTunnel', { body: { local_port: 0 } });
    await use('startTunnel');
    await expect.poll(async () => (await use('getTunnel')).state).toBe('up');
    await refusal('changeTunnel', 'tunnel_port_taken', { body: { local_port: port } });
    expect(await use('getTunnel')).toMatchObject({ state: 'up', local_port: 0 });

    await new Promise((resolve) => other.close(resolve));
    await use('changeTunnel', { body: { local_port: port } });
    expect(await use('getTunnel')).toMatchObject({ is_on: true, local_port: port });
    expect(api.log.errors()).toEqual([]);
  } finally {
    other.close();
    await api.stop();
  }
});
