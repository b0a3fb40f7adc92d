import { packageProgram } from './package-program.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

/** @param {string} root @param {string[]} biomeArgs */
function checks(root, biomeArgs) {
  return [
    { name: 'biome', args: [packageProgram(root, '@biomejs/biome', 'biome'), 'check', ...biomeArgs] },
    { name: 'tsc', args: [packageProgram(root, 'typescript', 'tsc'), '--noEmit'] },
    {
      name: 'dependency-cruiser',
      args: [
        packageProgram(root, 'dependency-cruiser', 'depcruise'),
        // What is planted there breaks every rule; test/unit/rules sees that it is found.
        ...['--config', 'test/rules/.dependency-cruiser.cjs', '--exclude', '^test/rules/plant/'],
        ...['main', 'preload', 'renderer', 'test'],
      ],
    },
    { name: 'knip', args: [packageProgram(root, 'knip', 'knip'), '--config', 'test/rules/knip.json'] },
  ];
}

/**
 * Runs all checks, also after one has failed: a person wants to see everything at once.
 * @param {import('./set-up.mjs').Ready} ready
 * @param {string[]} biomeArgs such as --write
 * @returns {Promise<number>} 1 when one failed
 */
export async function runLint({ root, node }, biomeArgs) {
  const failed = [];
  for (const { name, args } of checks(root, biomeArgs)) {
    const { exitCode, output } = await runChild(node, args, { cwd: root, output: 'capture' });
    if (exitCode !== 0) {
      failed.push(name);
      process.stderr.write(output);
    }
    say(`${name}: ${exitCode === 0 ? 'ok' : 'failed'}`);
  }
  if (failed.length > 0) say(`lint failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}
