import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('each component of Mantine that the window uses brings its styles along', () => {
  const styled = new Set(
    [...read('renderer/mantine-styles.ts').matchAll(/styles\/(\w+)\.css/g)].map(([, name]) => name),
  );
  const imports = globSync('renderer/**/*.tsx', { cwd: root }).flatMap((path) => [
    ...read(path).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ]);
  const used = new Set(imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())));
  const withStyles = [...used].filter((name) =>
    existsSync(join(root, `node_modules/@mantine/core/styles/${name}.css`)),
  );
  expect(withStyles.length).toBeGreaterThan(15);
  expect(withStyles.filter((name) => !styled.has(name))).toEqual([]);
});
