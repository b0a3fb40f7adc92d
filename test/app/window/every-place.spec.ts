import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { AppSettings } from '../../../main/contract/app-settings.ts';
import { keyboardFaults } from './keyboard-walk.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';
import { paleEdges } from './pale-edges.ts';
import { PLACES } from './places.ts';
import { cutTexts, plainWords } from './plain-words.ts';
import { turnedNumbers } from './turned-numbers.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LOOKS = [
  { theme: 'dark', contrast: 'normal' },
  { theme: 'dark', contrast: 'high' },
  { theme: 'light', contrast: 'high' },
] as const satisfies readonly Partial<AppSettings>[];

/** What axe finds, a line each: the rule, and the element. `rules`: those alone. */
async function violations({ page }: OpenedWindow, rules?: readonly string[]): Promise<string[]> {
  // What turns for ever, such as a loader, is not waited for.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  });
  // Half a megabyte, sent once for a place.
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate((source) => void new Function(source)(), AXE);
  const found = await page.evaluate((only) => {
    const { axe } = globalThis as unknown as {
      axe: { configure(spec: object): void; run(options: object): Promise<AxeResults> };
    };
    // What opens over the window, such as a menu or a tooltip, belongs to what has opened it.
    axe.configure({ rules: [{ id: 'region', selector: 'body *:not([data-portal], [data-portal] *)' }] });
    return axe.run({ resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: only } }) });
  }, rules);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

async function look(opened: OpenedWindow, change: Partial<AppSettings>): Promise<void> {
  await opened.fake((fake, given) => void fake.world.appSettings.change(given), change);
}

// Else one worker would be left with all of them, and the others with nothing.
test.describe.configure({ mode: 'parallel' });

for (const { name, scene, go } of PLACES) {
  test.describe(name, () => {
    test.use({ scene });

    test('axe finds nothing in any theme, there is room for all of it in a narrow window, and Tab comes to all of it', async ({
      opened,
    }) => {
      const { page } = opened;
      await go(opened);
      expect(await violations(opened)).toEqual([]);
      expect(await paleEdges(opened)).toEqual([]);
      for (const { theme, contrast } of LOOKS) {
        await look(opened, { theme, contrast });
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
        expect(await violations(opened, ['color-contrast']), `${theme}, ${contrast}`).toEqual([]);
        expect(await paleEdges(opened), `${theme}, ${contrast}`).toEqual([]);
      }
      await look(opened, { theme: 'light', contrast: 'normal', language: 'en-XA' });
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
      await expect.poll(() => plainWords(opened)).toEqual([]);
      expect(await cutTexts(opened)).toEqual([]);
      await opened.resize(400, 800);
      await expect.poll(() => opened.fits()).toBe(true);
      expect(await cutTexts(opened)).toEqual([]);
      // Its words are the longest.
      await look(opened, { language: 'de' });
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await expect.poll(() => opened.fits(), 'in German').toBe(true);
      await look(opened, { language: 'ar' });
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expect.poll(() => opened.fits(), 'in Arabic').toBe(true);
      expect(await turnedNumbers(opened)).toEqual([]);
      await opened.resize(1280, 800);
      expect(await keyboardFaults(opened)).toEqual([]);
    });
  });
}
