import { expect, type InspectedApp, test } from './inspected-app.ts';

const EMAIL = 'olga@kanzlei.example';
const PASSWORD = 'correct horse battery';

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

test('from the first owner on the window opens to a password only, and is closed when its screen is locked', async ({
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

  await inspected.showView();
  await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(page.getByRole('heading', { name: 'Olga' })).toBeVisible();
  await expect.poll(() => viewsIn(inspected)).toBe(without);
  expect(await codeOf(inspected, 'lawyers.list')).toBe('session_locked');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Signed in: Olga' })).toBeVisible();
  expect(await codeOf(inspected, 'audit.verify')).toBe('done');
});
