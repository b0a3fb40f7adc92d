import { expect, type Locator, test } from '@playwright/test';
import { createSshServer, noSshServerBecause, type SshServerProcess } from '../../support/ssh-server.ts';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

/** From nothing to a way in that is open, by a real OpenSSH server, and back. */
export async function tunnel(app: WalkedApp, look: Look): Promise<void> {
  const reason = noSshServerBecause();
  if (reason !== null) {
    test.info().annotations.push({ type: 'without the way in from outside', description: reason });
    return;
  }
  const server = await createSshServer();
  try {
    await server.start();
    await app.goToPart('directory.parts', 'tunnel.title');
    const section = app.page.getByRole('main').getByRole('region', { name: app.word('tunnel.title') });
    await setUp(app, server, look);
    await opened(app, section, server, look);
    await takenAway(app, section, server);
  } finally {
    await server.remove();
  }
}

async function setUp(app: WalkedApp, server: SshServerProcess, look: Look): Promise<void> {
  await app.button('tunnel.set_up').click();
  const dialog = app.dialog('tunnel.form.title');
  const host = dialog.getByLabel(app.word('tunnel.field.ssh.host'));
  await host.fill(`${server.host}/`);
  await dialog.getByLabel(app.word('tunnel.field.ssh.port')).fill(String(server.port));
  await dialog.getByLabel(app.word('tunnel.field.ssh.username')).fill(server.username);
  await dialog.getByLabel(app.word('tunnel.field.ssh.listen_port')).fill(String(server.freePort));
  await app.button('tunnel.form.save').click();
  await expect(dialog.getByText(app.word('tunnel.refused.host'))).toBeVisible();
  await look('tunnel-refused');
  await host.fill(server.host);
  await app.button('tunnel.form.save').click();
  await expect(dialog).toBeHidden();
}

async function opened(app: WalkedApp, section: Locator, server: SshServerProcess, look: Look): Promise<void> {
  const line = section.getByRole('textbox', { name: app.word('tunnel.authorized_key.label') });
  server.allow(await line.inputValue());
  await app.button('tunnel.start').click();
  await expect(section.getByText(server.hostKey())).toBeVisible();
  await look('tunnel-host-key');
  await app.button('tunnel.host_key.confirm').click();
  await expect(section.getByRole('status')).toHaveText(app.word('tunnel.state.up'));
  const address = `http://127.0.0.1:${server.freePort}`;
  await expect(app.button('tunnel.copy')).toHaveText(address);
  expect((await fetch(`${address}/v1/health`)).status).toBe(200);
  await look('tunnel-open');
}

async function takenAway(app: WalkedApp, section: Locator, server: SshServerProcess): Promise<void> {
  await app.button('tunnel.change').click();
  const dialog = app.dialog('tunnel.form.title');
  await dialog.getByRole('radio', { name: app.word('tunnel.provider.none.name') }).check();
  await app.button('tunnel.form.save').click();
  await expect(section).toContainText(app.word('tunnel.none'));
  await expect(fetch(`http://127.0.0.1:${server.freePort}/v1/health`)).rejects.toThrow();
}
