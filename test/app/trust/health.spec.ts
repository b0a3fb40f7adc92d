import type { IpcAnswer, IpcCall, IpcInput } from '../../../main/contract/ipc.ts';
import { expect, type InspectedApp, test } from './inspected-app.ts';

interface Shell {
  lexline: { call(name: string, input: unknown): Promise<never> };
}

/** As the window asks the main process. */
function ask<Call extends IpcCall>({ window: page }: InspectedApp, name: Call, input: IpcInput<Call>) {
  const call = ([wanted, given]: [string, unknown]) => (window as unknown as Shell).lexline.call(wanted, given);
  return page.evaluate(call, [name, input] as [string, unknown]) as Promise<IpcAnswer<Call>>;
}

test('how the app is doing is told by the app itself: what it listens on, stores, holds, and what is broken', async ({
  inspected,
}) => {
  const lawyer_id = inspected.lawyer.id as IpcInput<'health.chain'>['lawyer_id'];
  const chain = await ask(inspected, 'health.chain', { lawyer_id });
  const links = chain.ok ? chain.value : [];
  expect(links.map(({ link }) => link)).toEqual([
    ...['page', 'phone', 'reading', 'queue', 'storage', 'api', 'tunnel', 'webhooks', 'app'],
  ]);
  const byName = Object.fromEntries(links.map((link) => [link.link, link]));
  expect(byName.api).toMatchObject({ state: 'good', code: 'listening', address: inspected.ready.api });
  expect(byName.storage).toMatchObject({ free_bytes: expect.any(Number) });
  // The page that lies in WhatsApp's place is none that a phone could be linked to.
  expect(byName.phone?.state).not.toBe('good');
  expect(byName.webhooks).toMatchObject({ state: 'idle', code: 'none' });

  // The first sample is taken when the app starts.
  const held = async () => {
    const samples = await ask(inspected, 'samples.list', { span: 'day' });
    return samples.ok ? samples.value.values.memory_main.at(-1) : null;
  };
  await expect.poll(held).toBeGreaterThan(10_000_000);

  // Its dialog lies over all else until somebody has read it.
  await ask(inspected, 'app.confirmRecoveryKey', undefined);
  await inspected.window.getByRole('link', { name: 'Health', exact: true }).click();
  await expect(inspected.window.getByRole('list', { name: /link by link/ })).toContainText(inspected.ready.api);
});
