import { expect, type OpenedWindow, test } from './opened-window.ts';

const NOTES =
  '### Added\n- Signed updates,\n  in two lines.\n- <b>No HTML</b> & no [link](https://evil.example)\n\nAnd a word.';

/** An installed app, and a version that is there for it. */
async function offered(opened: OpenedWindow): Promise<void> {
  await opened.fake((fake, notes) => fake.world.updates.offer('0.2.0', notes), NOTES);
}

/** As far as that, as if it had been told. */
async function become(opened: OpenedWindow, step: 'available' | 'downloading' | 'ready' | 'waiting', percent = 40) {
  await opened.fake((fake, [to, done]) => fake.world.updates.become(to, done), [step, percent] as const);
}

const section = ({ page }: OpenedWindow, name = 'Updates') => page.getByRole('region', { name, exact: true });

test('what cannot be updated says which version it is and why, and has nothing to press', async ({ opened }) => {
  await opened.openSettings('This app');
  await expect(section(opened)).toContainText('This is Lexline 0.1.0.');
  for (const [support, words] of [
    ['not_installed', 'Only the installed app'],
    ['trial_build', 'packed to be tried out'],
    ['no_feed', 'by hand'],
  ] as const) {
    await opened.fake((fake, given) => void fake.world.updates.change({ support: given }), support);
    await expect(section(opened)).toContainText(words);
    await expect(section(opened).getByRole('button')).toHaveCount(0);
    await expect(section(opened).getByRole('switch')).toHaveCount(0);
  }
});

test('a new version is looked for, read about, downloaded and installed by the keyboard, each on a word', async ({
  opened,
}) => {
  const { page } = opened;
  await offered(opened);
  await opened.openSettings('This app');
  const updates = section(opened);
  await expect(updates.getByRole('button')).toHaveCount(0);
  await expect(updates).toContainText('asks updates.lexline.example');
  await expect(updates).toContainText('While this is off, nothing is asked.');
  await updates.getByRole('switch').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => opened.calls('appSettings.setConduct')).toEqual([{ look_for_updates: true }]);
  await expect(updates.getByRole('button', { name: 'Look now' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(updates.getByRole('button', { name: 'Look now' })).toBeFocused();
  await page.keyboard.press('Enter');
  const status = updates.getByRole('status');
  await expect(status).toHaveText('Version 0.2.0 is there. Nothing is downloaded until you say so.');
  await expect(status).toBeFocused();
  await expect(updates.getByRole('heading', { name: 'Added' })).toBeVisible();
  await expect(updates.getByRole('listitem')).toHaveText([
    'Signed updates, in two lines.',
    '<b>No HTML</b> & no [link](https://evil.example)',
  ]);
  await expect(updates.getByRole('link')).toHaveCount(0);

  await updates.getByRole('button', { name: 'Download' }).press('Enter');
  await expect(status).toContainText('is being downloaded');
  await become(opened, 'downloading', 70);
  await expect(updates.getByRole('progressbar', { name: 'Download of version 0.2.0' })).toHaveAttribute(
    'aria-valuenow',
    '70',
  );
  // 70 % took two minutes.
  await expect(updates).toContainText('About 1 minute left');
  expect(await opened.calls('updates.install')).toHaveLength(0);
  await become(opened, 'ready');
  await updates.getByRole('button', { name: 'Restart and install' }).press('Enter');
  await expect(status).toContainText('Lexline closes, installs version 0.2.0');
  expect(await opened.calls('updates.install')).toHaveLength(1);
});

test('what is there, and what is ready, is told over the status bar, and can be put away', async ({ opened }) => {
  const { page } = opened;
  await offered(opened);
  await become(opened, 'available');
  const notice = page.getByRole('region', { name: 'A new version' });
  await expect(notice).toContainText('Lexline 0.2.0 is there.');
  await notice.getByRole('button', { name: 'Later' }).click();
  await expect(notice).toBeHidden();
  await become(opened, 'downloading');
  await expect(notice).toBeHidden();
  await become(opened, 'ready');
  await expect(notice).toContainText('Lexline 0.2.0 is ready to be installed.');
  await notice.getByRole('button', { name: 'Show' }).click();
  await expect(section(opened).getByRole('button', { name: 'Restart and install' })).toBeVisible();
  await become(opened, 'waiting');
  await expect(section(opened).getByRole('status')).toContainText('A message is being sent.');
});

test('each fault is said in words, with what becomes of it', async ({ opened }) => {
  await offered(opened);
  await opened.fake((fake) => void fake.world.appSettings.change({ look_for_updates: true }), null);
  await opened.openSettings('This app');
  for (const [problem, words] of [
    ['feed_unreachable', 'does not answer'],
    ['signature_wrong', 'does not carry our signature'],
    ['signature_missing', 'is not signed'],
    ['feed_went_back', 'an attack'],
    ['file_wrong', 'thrown away'],
    ['install_failed', 'could not be installed'],
  ] as const) {
    await opened.fake((fake, given) => void fake.world.updates.change({ problem: given }), problem);
    await expect(section(opened).getByRole('alert')).toContainText(words);
  }
  await section(opened).getByRole('button', { name: 'Look now' }).click();
  await expect(section(opened).getByRole('alert')).toBeHidden();
});

test('in Arabic and in a narrow window it reads from the right and has room', async ({ opened }) => {
  const { page } = opened;
  await offered(opened);
  await opened.fake((fake) => void fake.world.appSettings.change({ look_for_updates: true, language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await opened.resize(400, 800);
  await become(opened, 'ready');
  await page.getByRole('region', { name: 'إصدار جديد' }).getByRole('button', { name: 'عرض' }).click();
  const updates = section(opened, 'التحديثات');
  await expect(updates.getByRole('heading', { name: 'الجديد في الإصدار 0.2.0' })).toBeVisible();
  await expect(updates.getByRole('button', { name: 'إعادة التشغيل والتثبيت' })).toBeVisible();
  // What is new is in English, and reads from the left.
  const item = updates.getByRole('listitem').first();
  expect(await item.locator('bdi').evaluate((text) => getComputedStyle(text).direction)).toBe('ltr');
  await expect.poll(() => opened.fits()).toBe(true);
});

test.describe('before there is a lawyer', () => {
  test.use({ scene: 'first-run' });

  test('the first run asks whether it may look, says what is told then, and takes no for an answer', async ({
    opened,
  }) => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Continue' }).click();
    const allow = page.getByRole('switch', { name: 'Look for new versions once a day' });
    await expect(page.getByRole('heading', { name: /never does/ })).toBeVisible();
    await expect(allow).toHaveCount(0);
    await offered(opened);
    await expect(allow).not.toBeChecked();
    await expect(page.getByText(/Nothing else is sent/)).toBeVisible();
    await allow.press('Space');
    await expect.poll(() => opened.calls('appSettings.setConduct')).toEqual([{ look_for_updates: true }]);
    await expect(allow).toBeChecked();
  });
});
