import { createSshServer, noSshServerBecause } from '../../support/ssh-server.ts';
import { expect, test } from '../trust/inspected-app.ts';

const reason = noSshServerBecause();
test.skip(reason !== null, reason ?? '');

test('a lawyer without any administrator’s key gets from nothing to a way in that is open, in the window alone', async ({
  inspected,
}) => {
  const server = await createSshServer();
  try {
    await server.start();
    const page = inspected.window;
    await page.getByRole('button', { name: 'I have written it down' }).click();
    await page.evaluate((hash) => window.location.assign(hash), `#/lawyer/${inspected.lawyer.id}/settings/tunnel`);
    const section = page.getByRole('main').getByRole('region', { name: 'Way in from outside' });
    await section.getByRole('button', { name: 'Set it up' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set up the way in from outside' });
    await dialog.getByLabel('Server (name or address)').fill(`${server.host}/`);
    await dialog.getByLabel('Port for SSH').fill(String(server.port));
    await dialog.getByLabel('User name').fill(server.username);
    await dialog.getByLabel('Port on which it listens').fill(String(server.freePort));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('Write a name or an IP address alone')).toBeVisible();
    await dialog.getByLabel('Server (name or address)').fill(server.host);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();

    server.allow(await section.getByRole('textbox', { name: 'Line for authorized_keys' }).inputValue());
    await section.getByRole('button', { name: 'Open it' }).click();
    await expect(section.getByText(server.hostKey())).toBeVisible();
    await section.getByRole('button', { name: 'This is the right server' }).click();
    await expect(section.getByRole('status')).toHaveText('Open');
    const address = `http://127.0.0.1:${server.freePort}`;
    await expect(section.getByRole('button', { name: 'Copy the address' })).toHaveText(address);
    expect((await fetch(`${address}/v1/health`)).status).toBe(200);

    await section.getByRole('button', { name: 'Change' }).click();
    await dialog.getByRole('radio', { name: /Nobody/ }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(section).toContainText('It is not set up yet.');
    await expect(fetch(`${address}/v1/health`)).rejects.toThrow();
  } finally {
    await server.remove();
  }
});
