import { expect, type InspectedApp, test } from './inspected-app.ts';

const EMAIL = 'olga@kanzlei.example';
const PASSWORD = 'correct horse battery';
const NEXT = 'another long password';

interface Shell {
  lexline: { call(name: string, input: unknown): Promise<{ ok: boolean; code?: string }> };
}

/** What the main process says to a call, whatever the window would have asked. */
function codeOf({ window: page }: InspectedApp, name: string, input?: unknown): Promise<string> {
  return page.evaluate(
    async ([wanted, given]) => {
      const { ok, code } = await (window as unknown as Shell).lexline.call(wanted, given);
      return ok ? 'done' : (code ?? '');
    },
    [name, input] as [string, unknown],
  );
}

/** How many views lie in our window, its own page among them or not. */
const viewsIn = ({ electron }: InspectedApp): Promise<number> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.contentView.children.length ?? 0);

test('from the first owner on the window opens to a password only, is closed when its screen is locked, and takes another password', async ({
  inspected,
}) => {
  const { window: page, electron } = inspected;
  const lawyer_id = inspected.lawyer.id;
  await codeOf(inspected, 'app.confirmRecoveryKey');
  await expect(page.getByRole('navigation', { name: 'What is shown' })).toBeVisible();
  const without = await viewsIn(inspected);
  await inspected.showView();
  expect(await viewsIn(inspected)).toBe(without + 1);

  const owner = { name: 'Olga', email: EMAIL, password: PASSWORD, role: 'owner' };
  expect(await codeOf(inspected, 'staff.create', owner)).toBe('done');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => viewsIn(inspected)).toBe(without);
  expect(await codeOf(inspected, 'lawyers.list')).toBe('unauthorized');
  const area = { x: 0, y: 0, width: 500, height: 400 };
  expect(await codeOf(inspected, 'whatsappView.show', { lawyer_id, area })).toBe('unauthorized');

  await page.getByLabel('Email').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill('a wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The email or the password is wrong')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Signed in: Olga' })).toBeVisible();
  expect(await codeOf(inspected, 'lawyers.list')).toBe('done');

  const signedIn = await inspected.call('POST', '/v1/staff/sessions', { body: { email: EMAIL, password: PASSWORD } });
  const { token: key } = signedIn.body as { token: string };
  const own = () => inspected.call('GET', '/v1/staff/sessions/current', { key });
  expect((await own()).status).toBe(200);
  const change = { current_password: 'a wrong password', password: NEXT };
  expect(await codeOf(inspected, 'identity.changePassword', change)).toBe('wrong_password');
  expect((await own()).status).toBe(200);
  expect(await codeOf(inspected, 'identity.changePassword', { ...change, current_password: PASSWORD })).toBe('done');
  expect((await own()).status).toBe(401);
  expect(await codeOf(inspected, 'lawyers.list')).toBe('done');

  await inspected.showView();
  await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(page.getByRole('heading', { name: 'Olga' })).toBeVisible();
  await expect.poll(() => viewsIn(inspected)).toBe(without);
  expect(await codeOf(inspected, 'lawyers.list')).toBe('session_locked');
  await page.getByLabel('Password', { exact: true }).fill(NEXT);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Signed in: Olga' })).toBeVisible();
  expect(await codeOf(inspected, 'audit.verify')).toBe('done');
});
