import { readFileSync } from 'node:fs';
import { expect, newAppImage, test } from '../updates/installed-app.ts';
import { ShownApp } from './shown-app.ts';

const NOTES = `### Added
- Pictures of a chat are saved together, in the order in which they came.
- A template takes the name of the lawyer.

### Fixed
- A voice note that was heard to its end begins at its beginning again.`;

for (const language of ['en', 'ar'] as const) {
  test.describe(`on a system in ${language}`, () => {
    test.use({ language });

    test('a person lets it look for a new version, reads what is new in it, downloads and installs it', async ({
      installed,
    }) => {
      test.setTimeout(180_000);
      const { feed, electron, window: page } = installed;
      const app = new ShownApp(electron, page, language);
      const look = (name: string) => app.look(test.info().outputDir, name);
      const version = '0.3.0';
      const file = newAppImage(installed.ran, 3_000_000);
      feed.offer(version, file, NOTES);
      const goOn = feed.holdHalf(version, file);
      const says = (step: string) => page.getByText(app.word(`updates.state.${step}`, { version }), { exact: true });

      await app.goTo('app.settings');
      await app.goToPart('settings.sections', 'app_settings.title');
      await page.getByRole('switch', { name: app.word('updates.allow') }).press('Space');
      await app.button('updates.look').click();
      await expect(says('available')).toBeVisible();
      await expect(page.getByText('A template takes the name of the lawyer.')).toBeVisible();
      await look('update-available');

      await app.button('updates.download').click();
      await expect(page.getByRole('progressbar', { name: app.word('updates.progress', { version }) })).toHaveAttribute(
        'aria-valuenow',
        /^(49|50)$/,
      );
      await look('update-downloading');

      goOn();
      await expect(says('ready')).toBeVisible();
      await look('update-ready');
      const closed = electron.waitForEvent('close');
      await app.button('updates.install').click();
      await closed;
      expect(readFileSync(installed.appImage).equals(file)).toBe(true);
    });
  });
}
