import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allFiles, filesBegun, filesOfScreen, readFiles, weightOf } from '../../support/renderer-weight.ts';
import { ROOT } from '../../support/running-app.ts';
import { type Figure, figure } from '../figure.ts';

/** In kB of 1,000 bytes. */
const LIMIT = 600;

/** The one that the window begins with. */
const FIRST = 'chats';

export const BUNDLE_ABOUT =
  'Bundle: scripts and styles of the built window, each compressed with gzip, in kB of 1,000 bytes: those that the first ' +
  'screen needs, what each other screen needs beyond them, and all there are, every language included.';

export async function measureBundle(): Promise<Figure[]> {
  const folder = join(ROOT, 'out/renderer');
  const weigh = async (paths: readonly string[]) => weightOf(await readFiles(folder, paths)) / 1000;
  const begun = await filesBegun(folder);
  const first = [...new Set([...begun, ...(await filesOfScreen(folder, `${FIRST}-screen`, begun))])];
  const target = { is: 'under', value: LIMIT } as const;
  const figures = [
    figure({ id: 'window.bundle.first', name: `bundle: first screen (${FIRST})`, unit: 'kB', target }, [
      await weigh(first),
    ]),
  ];
  for (const screen of await otherScreens()) {
    const more = await filesOfScreen(folder, `${screen}-screen`, first);
    figures.push(
      figure({ id: `window.bundle.${screen}`, name: `bundle: ${screen}, beyond that`, unit: 'kB' }, [
        await weigh(more),
      ]),
    );
  }
  return [
    ...figures,
    figure({ id: 'window.bundle.all', name: 'bundle: all of it, every language included', unit: 'kB', target }, [
      await weigh(await allFiles(folder)),
    ]),
  ];
}

/** As the window's own table of routes names them. */
async function otherScreens(): Promise<string[]> {
  const routes = await readFile(join(ROOT, 'renderer/routes.ts'), 'utf8');
  const screens = [...routes.matchAll(/import\('[^']*\/([\w-]+)-screen\.tsx'\)/g)].map(([, screen]) => screen ?? '');
  if (!screens.includes(FIRST)) throw new Error('the routes of the window are no longer written as they were');
  return screens.filter((screen) => screen !== FIRST);
}
