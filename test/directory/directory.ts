import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChooseAnswer } from './answers.ts';
import { sentenceOf } from './lexline-status.ts';
import { startDirectory } from './start-directory.ts';

const USAGE = `Usage: npm run directory -- --key KEY [--api URL] [--port N] [--data FILE] [--answer TEXT]
                            [--webhook-url URL] [--rotate-secret]

  --key KEY          a lawyer's API key; LEXLINE_KEY in the environment does the same
  --api URL          where Lexline's API listens; http://127.0.0.1:5001 by default
  --port N           the page's port on 127.0.0.1; 8090 by default, and 0 picks a free one
  --data FILE        the directory's own SQLite file; .directory/directory.db by default
  --answer TEXT      what each client who writes for the first time is answered; nothing by default
  --webhook-url URL  where Lexline reaches this app, when that is not http://127.0.0.1:PORT
  --rotate-secret    gives the webhook another signing secret
`;

/** `npm run directory`: the sample directory alone, beside any Lexline, until it is stopped. Answers with the exit code. */
async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    process.stderr.write(USAGE);
    return 2;
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  });
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const { rotates, ...rest } = options;
  let said = '';
  const directory = await startDirectory({
    ...rest,
    onStatus(status) {
      const { text } = sentenceOf(status);
      if (text !== said) say(text);
      said = text;
    },
  });
  say(`The directory's page: ${directory.pageUrl}   (Ctrl-C ends it)`);
  if (rotates) {
    const rotated = directory.caughtUp.then(() => directory.rotateSecret());
    rotated.then(
      () => say('The webhook has another signing secret.'),
      (error) => say(`The webhook keeps its signing secret: ${String(error)}`),
    );
  }
  await stopped;
  await directory.stop();
  return 0;
}

/** Null when the command line cannot be followed. */
function readOptions() {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      options: {
        api: { ...text, default: 'http://127.0.0.1:5001' },
        key: { ...text, default: process.env.LEXLINE_KEY ?? '' },
        port: { ...text, default: '8090' },
        data: { ...text, default: join(import.meta.dirname, '../../.directory/directory.db') },
        answer: text,
        'webhook-url': text,
        'rotate-secret': { type: 'boolean', default: false },
      },
    });
    const { api, key, port, data: file, answer, 'webhook-url': webhookUrl, 'rotate-secret': rotates } = values;
    const isPort = /^\d{1,5}$/.test(port) && Number(port) < 65_536;
    if (key === '' || !isPort || !URL.canParse(api)) return null;
    return {
      api,
      key,
      port: Number(port),
      file,
      rotates,
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
      ...(answer === undefined ? {} : { chooseAnswer: onceForEach(answer) }),
    };
  } catch {
    return null;
  }
}

function onceForEach(answer: string): ChooseAnswer {
  return ({ isAnswered }) => (isAnswered ? null : answer);
}

process.exitCode = await main();
