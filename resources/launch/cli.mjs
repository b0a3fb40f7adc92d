#!/usr/bin/env node
/**
 * What `npm start`, `npm test` and `npm run demo` call. It has no dependencies, because it runs before any are installed,
 * and no syntax that an old Node cannot parse, because it must be able to tell somebody that their Node is too old.
 */
const oldest = 20;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    'lexline: Node ' +
      process.versions.node +
      ' is too old; Lexline is built and started with Node ' +
      oldest +
      ' or newer.\n' +
      '  What to do: install the current LTS from https://nodejs.org (or with nvm: nvm install --lts), then run the same command.\n',
  );
  process.exitCode = 1;
} else {
  import('./run-command.mjs').then(({ runCommand }) => runCommand(process.argv.slice(2)));
}
