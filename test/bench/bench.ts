import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { bursts } from './figures/bursts.ts';
import { killed, receiverDown } from './figures/faults.ts';
import { inToWebhook } from './figures/in-to-webhook.ts';
import { memory } from './figures/memory.ts';
import { sends } from './figures/sends.ts';
import { size } from './figures/size.ts';
import { start } from './figures/start.ts';
import { webhooks } from './figures/webhooks.ts';
import { windowSpeed } from './figures/window.ts';
import { describeMachine } from './machine.ts';
import { type Options, OptionsError, parseOptions } from './options.ts';
import { COMPARED, renderTable, type Section } from './report/table.ts';
import { closeEverything } from './rig.ts';
import type { Scenario } from './scenario.ts';

const SCENARIOS: readonly Scenario[] = [
  start,
  inToWebhook,
  bursts,
  sends,
  killed,
  memory,
  webhooks,
  size,
  windowSpeed,
  receiverDown,
];

const USAGE = 'Usage: npm run bench [-- --only NAME,NAME] [--quick] [--window] [--json FILE|-]';

function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

/**
 * `npm run bench`: measures the built app on the practice account and prints each figure beside its target. Exit code 1
 * when a message was lost or doubled, or a figure could not be measured; a missed target is for a person to judge.
 */
async function bench(options: Options): Promise<number> {
  const machine = describeMachine();
  const wanted = SCENARIOS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const results: (Section & { name: string })[] = [];
  for (const { name, about, measure } of wanted) {
    say(name);
    try {
      const figures = await measure({ quick: options.quick, window: options.window, say });
      results.push({ name, about, figures, failure: null });
    } catch (error) {
      if (stopping) return 1;
      const failure = error instanceof Error ? error.message : String(error);
      say(`${name} FAILED: ${failure}`);
      if (process.env.LEXLINE_DEBUG) console.error(error);
      results.push({ name, about, figures: [], failure });
    }
  }

  const { quick, window } = options;
  const json = JSON.stringify({ machine, quick, window, compared: COMPARED, results }, null, 2);
  if (options.json === '-') process.stdout.write(`${json}\n`);
  else if (options.json !== null) writeFileSync(options.json, `${json}\n`);
  // With the JSON on stdout the table is for whoever looks on.
  const table = options.json === '-' ? process.stderr : process.stdout;
  table.write(`\n${renderTable(machine, { quick, window }, results)}\n`);
  return results.some(({ failure }) => failure !== null) ? 1 : 0;
}

function options(): Options | null {
  try {
    return parseOptions(
      process.argv.slice(2),
      SCENARIOS.map(({ name }) => name),
    );
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return null;
  }
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopping = true;
    say('stopped; ending what was started');
    void closeEverything().finally(() => process.exit(128 + constants.signals[signal]));
  });
}

const given = options();
const exitCode = given === null ? 2 : await bench(given);
// Whatever a page or an inspector still holds open must not keep us. Who was stopped ends when all of it has ended.
if (!stopping) process.exit(exitCode);
