import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where an npm package's command lies, so that it can be run with our Node instead of the one that a shell finds.
 * @param {string} root
 * @param {string} packageName
 * @param {string} [command] its name, where the package has several
 */
export function packageProgram(root, packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
