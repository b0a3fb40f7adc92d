import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createPracticeServer } from './practice-server.ts';

// Entry file: the practice server as a process of its own, so that clients can write while the app is dead.
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, ledger: { type: 'string' }, assets: { type: 'string' } },
});
const port = Number(values.port);
if (values.ledger === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('usage: standalone.ts --port N --ledger FILE [--assets DIR]');
  process.exit(2);
}

const here = dirname(fileURLToPath(import.meta.url));
try {
  const server = await createPracticeServer({
    ledgerFile: values.ledger,
    assetsDir: values.assets ?? join(here, '../../resources/practice'),
    port,
    onFailure: (error) => {
      console.error('practice ledger failed:', error);
      process.exit(1);
    },
  });
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`PRACTICE_READY ${JSON.stringify({ url: server.url, pid: process.pid })}`);
} catch (error) {
  console.error(`The practice server could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
