import { expect, type OpenedWindow, test } from './opened-window.ts';

const FINGERPRINT = 'SHA256:JXCUyJRTdRL2SqsNCXNpHoJYGxKJ4SCmKjZ2pXv3Fx0';
const OTHER = 'SHA256:3pQyqBq4g5Hf0l0c1CqXo3l6mQ2m8rT1v5bZ9yWxKdE';

async function openSection(opened: OpenedWindow) {
  const screen = await opened.openSettings('Way in from outside');
  return screen.getByRole('region', { name: 'Way in from outside' });
}

/** Opens the dialog, and chooses who carries the calls. */
async function openDialog(opened: OpenedWindow, provider: RegExp) {
  const section = await openSection(opened);
  await section.getByRole('button', { name: /^(?:Set it up|Change)$/ }).click();
  const dialog = opened.page.getByRole('dialog', { name: 'Set up the way in from outside' });
  await dialog.getByRole('radio', { name: provider }).check();
  return { section, dialog, save: dialog.getByRole('button', { name: 'Save' }) };
}

/** What the window has asked to be changed. */
const changes = (opened: OpenedWindow) => opened.calls('tunnel.change');

test('the way in from outside shows its state and address, and is opened and closed', async ({ opened }) => {
  const section = await openSection(opened);
  await expect(section).toContainText('It is not set up yet.');
  await opened.fake((fake) => void fake.world.tunnel.change({ provider: 'ssh' }), null);
  await expect(section.getByRole('status')).toHaveText('Off');
  await section.getByRole('button', { name: 'Open it' }).click();
  await expect(section.getByRole('status')).toHaveText('Connecting …');
  await opened.fake((fake) => void fake.world.tunnel.change({ state: 'failed', cause: 'host_key_changed' }), null);
  await expect(section).toContainText('another key than the one that was confirmed');
  await expect(section.getByRole('button', { name: 'Try now' })).toBeVisible();
  const up = { state: 'up', cause: null, address: 'https://lexline.example.org' } as const;
  await opened.fake((fake, given) => void fake.world.tunnel.change(given), up);
  await expect(section.getByRole('button', { name: 'Copy the address' })).toHaveText(up.address);
  await section.getByRole('button', { name: 'Close it' }).click();
  await expect(section.getByRole('status')).toHaveText('Off');
});

test('whoever opens, tries again and closes the way in by keyboard keeps the focus', async ({ opened }) => {
  await opened.fake((fake) => void fake.world.tunnel.change({ provider: 'ssh' }), null);
  const section = await openSection(opened);
  await section.getByRole('button', { name: 'Open it' }).press('Enter');
  await expect(section.getByRole('status')).toHaveText('Connecting …');
  await expect(section.getByRole('button', { name: 'Close it' })).toBeFocused();

  await opened.fake((fake) => void fake.world.tunnel.change({ state: 'failed', cause: 'local_port_taken' }), null);
  await expect(section).toContainText('Another program on this computer uses the port');
  await expect(section.getByRole('button', { name: 'Close it' })).toBeFocused();
  await section.getByRole('button', { name: 'Try now' }).press('Enter');
  await expect(section.getByRole('button', { name: 'Try now' })).toBeHidden();
  await expect(section.getByRole('status')).toBeFocused();

  await section.getByRole('button', { name: 'Close it' }).press('Enter');
  await expect(section.getByRole('status')).toHaveText('Off');
  await expect(section.getByRole('button', { name: 'Open it' })).toBeFocused();
  expect(await opened.calls('tunnel.stop')).toHaveLength(1);
  await opened.fake((fake) => void fake.refusals.set('tunnel.start', 'tunnel_port_taken'), null);
  await section.getByRole('button', { name: 'Open it' }).press('Enter');
  await expect(section.getByRole('alert')).toContainText('Another program on this computer uses the port');
  await expect(section.getByRole('button', { name: 'Open it' })).toBeFocused();

  await section.getByRole('button', { name: 'Change' }).press('Enter');
  await expect(opened.page.getByRole('dialog')).toBeVisible();
  await opened.page.keyboard.press('Escape');
  await expect(section.getByRole('button', { name: 'Change' })).toBeFocused();
  await expect(section.getByRole('alert')).toHaveCount(0);
});

test('a server of one’s own is set up by keyboard alone, and its line for authorized_keys is shown and copied', async ({
  opened,
}) => {
  const { page } = opened;
  const section = await openSection(opened);
  await section.getByRole('button', { name: 'Set it up' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Set up the way in from outside' });
  await expect(dialog.getByRole('radio', { name: /by SSH/ })).toBeFocused();
  await expect(dialog.getByRole('radio', { name: /Nobody/ })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.type(' gate.example.org ');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is still missing.')).toHaveCount(2);
  expect(await changes(opened)).toEqual([]);
  // Whoever has left something out is led there.
  await expect(dialog.getByLabel('User name')).toBeFocused();
  await page.keyboard.type('lexline');
  await page.keyboard.press('Tab');
  await page.keyboard.type('15001');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(section.getByRole('button', { name: 'Change' })).toBeFocused();
  const ssh = { host: 'gate.example.org', username: 'lexline', listen_port: 15_001 };
  expect(await changes(opened)).toEqual([{ provider: 'ssh', ssh }]);

  await expect(section.getByRole('status')).toHaveText('Off');
  const line = await section.getByRole('textbox', { name: 'Line for authorized_keys' }).inputValue();
  expect(line).toMatch(/^restrict,port-forwarding,permitlisten="127\.0\.0\.1:15001",\S+ ssh-ed25519 \S+ lexline$/);
  await section.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(section.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await opened.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(line);
});

test('what is refused is told beside its field in the window’s words, and nothing else of it is lost', async ({
  opened,
}) => {
  const { dialog, save } = await openDialog(opened, /by SSH/);
  const fields = {
    'Server (name or address)': ['https://gate.example.org/', 'Write a name or an IP address alone'],
    'Port for SSH': ['none', 'Write a number from 1 to 65535.'],
    'User name': ['two words', 'Write a user name of Latin letters'],
    'Port on which it listens': ['70000', 'Write a number from 1 to 65535.'],
    'Public address (optional)': ['https://gate.example.org/', 'without a path and without a slash'],
    'Expected host key (optional)': ['SHA256:short', 'Write the whole fingerprint'],
  };
  for (const [name, [typed = '']] of Object.entries(fields)) await dialog.getByLabel(name).fill(typed);
  await save.click();
  for (const [name, [typed = '', words = '']] of Object.entries(fields)) {
    await expect(dialog.getByLabel(name)).toHaveAccessibleDescription(new RegExp(words));
    await expect(dialog.getByLabel(name)).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog.getByLabel(name)).toHaveValue(typed);
  }
  await expect(dialog.getByLabel('Server (name or address)')).toBeFocused();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByLabel('User name').fill('lexline');
  await expect(dialog.getByLabel('User name')).not.toHaveAttribute('aria-invalid', 'true');

  await opened.fake((fake) => void fake.refusals.set('tunnel.change', 'internal_error'), null);
  await save.click();
  await expect(dialog.getByRole('alert')).toContainText('Something went wrong.');
});

test('only what was changed is sent, and whoever changes nothing ends no connection', async ({ opened }) => {
  await opened.fake((fake, key) => fake.world.tunnel.shows('host_key_not_confirmed', key), FINGERPRINT);
  const { dialog, save } = await openDialog(opened, /by SSH/);
  await save.click();
  await expect(dialog).toBeHidden();
  expect(await changes(opened)).toEqual([]);

  const again = await openDialog(opened, /by SSH/);
  await expect(again.dialog.getByLabel('Server (name or address)')).toHaveValue('gate.example.org');
  await again.dialog.getByRole('radio', { name: /For everybody/ }).check();
  await again.dialog.getByLabel('Public address (optional)').fill('https://lexline.example.org');
  await again.save.click();
  await expect(again.dialog).toBeHidden();
  const ssh = { listen: 'everywhere', public_url: 'https://lexline.example.org' };
  expect(await changes(opened)).toEqual([{ ssh }]);
  await expect(again.section.getByRole('textbox', { name: 'Line for authorized_keys' })).toHaveValue(
    /^restrict,port-forwarding,permitlisten="15001",\S+ ssh-ed25519 /,
  );
});

test('a token is taken with its address and port and never shown, stays while its field is blank, and is removed', async ({
  opened,
}) => {
  const first = await openDialog(opened, /Cloudflare/);
  await expect(first.dialog.getByLabel('Public address')).toHaveCount(0);
  const token = first.dialog.getByRole('textbox', { name: /Token of a named tunnel/ });
  await expect(token).toHaveAttribute('type', 'password');
  await token.fill('eyJhIjoiMTIzNDU2Nzg5MCJ9');
  await first.save.click();
  await expect(first.dialog.getByText('This is still missing.')).toHaveCount(2);
  await first.dialog.getByLabel('Public address').fill('https://lexline.example.org');
  await first.dialog.getByLabel('Port on this computer').fill('0');
  await first.save.click();
  await expect(first.dialog.getByLabel('Port on this computer')).toHaveAccessibleDescription(
    /^This is still missing\./,
  );
  await first.dialog.getByLabel('Port on this computer').fill('80');
  await first.save.click();
  await expect(first.dialog.getByLabel('Port on this computer')).toHaveAccessibleDescription(
    /^Write a number from 1024 to 65535\./,
  );
  await first.dialog.getByLabel('Port on this computer').fill('8080');
  await first.save.click();
  await expect(first.dialog).toBeHidden();
  const public_url = 'https://lexline.example.org';
  const cloudflared = { public_url, token: 'eyJhIjoiMTIzNDU2Nzg5MCJ9' };
  expect((await changes(opened)).at(-1)).toEqual({ provider: 'cloudflared', local_port: 8080, cloudflared });

  const second = await openDialog(opened, /Cloudflare/);
  await expect(token).toHaveValue('');
  await expect(second.dialog).toContainText('A token is stored. It stays if you leave this blank.');
  await second.dialog.getByLabel('Port on this computer').fill('8081');
  await second.save.click();
  await expect(second.dialog).toBeHidden();
  expect((await changes(opened)).at(-1)).toEqual({ local_port: 8081 });

  const third = await openDialog(opened, /Cloudflare/);
  await third.dialog.getByRole('checkbox', { name: 'Remove the stored token' }).check();
  await expect(third.dialog.getByLabel('Public address')).toHaveCount(0);
  await third.dialog.getByLabel('Port on this computer').fill('');
  await third.save.click();
  await expect(third.dialog).toBeHidden();
  expect((await changes(opened)).at(-1)).toEqual({ local_port: 0, cloudflared: { token: null } });
  expect(await opened.fake((fake) => fake.world.tunnel.now.cloudflared.has_token, null)).toBe(false);
});

test('another carries the calls, and it is taken away again, also while it is open', async ({ opened }) => {
  await opened.fake((fake, key) => fake.world.tunnel.shows('host_key_not_confirmed', key), FINGERPRINT);
  const { section, dialog, save } = await openDialog(opened, /by SSH/);
  await dialog.getByLabel('User name').fill('');
  await save.click();
  await expect(dialog.getByText('This is still missing.')).toHaveCount(1);
  await dialog.getByRole('radio', { name: /ngrok/ }).check();
  // Nobody has left that out yet.
  await expect(dialog.getByText('This is still missing.')).toHaveCount(0);
  await save.click();
  await expect(dialog.getByLabel('Authtoken')).toHaveAccessibleDescription('This is still missing.');
  await dialog.getByLabel('Authtoken').fill('2abcDEFghiJKL_mnoPQR');
  await save.click();
  await expect(dialog).toBeHidden();
  const ngrok = { authtoken: '2abcDEFghiJKL_mnoPQR' };
  expect(await changes(opened)).toEqual([{ provider: 'ngrok', ngrok }]);
  await expect(section.getByText('ngrok', { exact: true })).toBeVisible();
  await expect(section.getByRole('textbox')).toHaveCount(0);

  // What is on needs it.
  const less = await openDialog(opened, /ngrok/);
  await less.dialog.getByRole('checkbox', { name: 'Remove the stored token' }).check();
  await less.save.click();
  await expect(less.dialog.getByLabel('Authtoken')).toHaveAccessibleDescription(/close it first/);
  await less.dialog.getByRole('radio', { name: /Nobody/ }).check();
  await less.save.click();
  await expect(less.dialog).toBeHidden();
  await expect(section).toContainText('It is not set up yet.');
  await expect(section.getByRole('button', { name: 'Set it up' })).toBeFocused();
  expect(await opened.calls('tunnel.stop')).toHaveLength(1);
  expect((await changes(opened)).at(-1)).toEqual({ provider: null });
  expect(await opened.fake((fake) => fake.world.tunnel.now.is_on, null)).toBe(false);
});

test('the key that the server shows first is compared and confirmed, and the focus is where one reads what comes of it', async ({
  opened,
}) => {
  await opened.fake((fake, key) => fake.world.tunnel.shows('host_key_not_confirmed', key), FINGERPRINT);
  const section = await openSection(opened);
  await expect(section.getByText(FINGERPRINT)).toBeVisible();
  await expect(section.getByRole('textbox', { name: 'Command for the server' })).toHaveValue(
    'for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done',
  );
  await opened.fake((fake) => void fake.refusals.set('tunnel.change', 'tunnel_port_taken'), null);
  await section.getByRole('button', { name: 'This is the right server' }).press('Enter');
  await expect(section.getByRole('alert')).toContainText('Another program on this computer uses the port');
  await section.getByRole('button', { name: 'This is the right server' }).press('Enter');
  await expect(section.getByText(FINGERPRINT)).toBeHidden();
  await expect(section.getByRole('status')).toHaveText('Connecting …');
  await expect(section.getByRole('status')).toBeFocused();
  expect((await changes(opened)).at(-1)).toEqual({ ssh: { host_key: FINGERPRINT } });
});

test('another key than the confirmed one is trusted only after a question, which is about that key alone', async ({
  opened,
}) => {
  const show = (key: string) => opened.fake((fake, shown) => fake.world.tunnel.shows('host_key_changed', shown), key);
  await show(FINGERPRINT);
  const section = await openSection(opened);
  const trust = section.getByRole('button', { name: 'Trust the new key…' });
  const question = opened.page.getByRole('dialog', { name: 'Trust another key than before?' });
  await expect(section.getByRole('button', { name: 'This is the right server' })).toHaveCount(0);
  await trust.press('Enter');
  await expect(question).toContainText(FINGERPRINT);
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await opened.page.keyboard.press('Escape');
  await expect(trust).toBeFocused();
  await trust.press('Enter');
  await expect(question).toBeVisible();
  await show(OTHER);
  await expect(question).toBeHidden();
  expect(await changes(opened)).toEqual([]);

  await trust.press('Enter');
  await expect(question).toContainText(OTHER);
  await question.getByRole('button', { name: 'This is the right server' }).press('Enter');
  await expect(question).toBeHidden();
  await expect(section.getByRole('status')).toHaveText('Connecting …');
  await expect(section.getByRole('status')).toBeFocused();
  expect(await changes(opened)).toEqual([{ ssh: { host_key: OTHER } }]);
});
