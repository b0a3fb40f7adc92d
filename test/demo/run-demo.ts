import { once } from 'node:events';
import { join } from 'node:path';
import { type RunningDirectory, startDirectory } from '../directory/start-directory.ts';
import { chooseAnswer } from './answers.ts';
import { type AppProcess, startApp } from './app-process.ts';
import { DEMO_CLIENTS } from './demo-clients.ts';
import type { DemoFolder } from './demo-folder.ts';
import { createDirectoryProbe } from './directory-probe.ts';
import { goThroughDowntime } from './downtime.ts';
import { runLoop } from './loop.ts';
import { now } from './now.ts';
import { createPracticeApi } from './practice-api.ts';
import type { Report } from './report.ts';
import { createRunStep } from './step.ts';
import { verifyOnce } from './verify-once.ts';
import { waitUntil } from './wait-until.ts';
import { openPhotographer } from './window-photographer.ts';

/** For Electron's first start on a slow machine, in ms. */
const START_DEADLINE = 60_000;
const DEADLINE = 30_000;

interface DemoOptions {
  root: string;
  folder: DemoFolder;
  report: Report;
  /** Whether pictures of the window are saved. */
  photograph: boolean;
  /** Whether the window stays open afterwards, until it is closed. */
  stayOpen: boolean;
  /** Aborted when a person wants the demo to end. */
  stopped: AbortSignal;
}

/** The demo from start to end. Throws StepFailed. When it settles, everything that it started has ended. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { root, folder, report, photograph } = options;
  const startedAt = now();
  report.heading('Starting');
  const app = startApp({ root, dataDir: folder.dataDir, debuggable: photograph, args: ['--practice'] });
  const stops: (() => Promise<void>)[] = [() => app.stop()];
  try {
    await withApp(options, app, startedAt, stops);
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => {});
  }
}

async function withApp(
  { folder, report, photograph, stayOpen, stopped }: DemoOptions,
  app: AppProcess,
  startedAt: number,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const step = createRunStep(AbortSignal.any([stopped, app.ended]));
  let last = startedAt;
  const fact = (text: string, detail?: string): void => {
    const at = now();
    report.fact(text, at - last, detail);
    last = at;
  };
  /** What is done only for the pictures is no part of any figure. */
  const aside = async <Result>(work: Promise<Result>): Promise<Result> => {
    const before = now();
    const result = await work;
    last += now() - before;
    return result;
  };

  const { api, practiceKey = '' } = await step('The app starts', START_DEADLINE, () => app.ready);
  fact('app started, its API answers', api);
  const practice = await aside(step('The API answers', DEADLINE, () => createPracticeApi(api, practiceKey)));

  await aside(step('One person’s pace is switched off', DEADLINE, () => practice.hurry()));
  report.note(
    'One person’s pace (seen, typing, pauses) is switched off for this demo; on the real WhatsApp it is always on.',
  );

  const startOn = async (port: number): Promise<RunningDirectory> => {
    const file = join(folder.dataDir, 'directory.db');
    const started = await startDirectory({ api, key: practiceKey, file, port, chooseAnswer, now });
    stops.push(() => started.stop());
    return started;
  };
  let directory = await step('The directory registers its webhook', DEADLINE, async () => {
    const started = await startOn(0);
    await started.caughtUp;
    return started;
  });
  fact('directory app started, its webhook registered', directory.pageUrl);

  await step('The QR code is shown', START_DEADLINE, (signal) =>
    waitUntil(async () => ((await practice.session()).qr === undefined ? null : true), signal),
  );
  fact('WhatsApp shows its QR code');
  const pictures: string[] = [];
  const photographer = photograph
    ? await aside(
        step('The window is photographed', DEADLINE, async (signal) =>
          openPhotographer(await app.debugger, folder.folder, signal),
        ),
      )
    : null;
  if (photographer) {
    stops.push(() => photographer.close());
    pictures.push(await aside(step('The QR screen is photographed', DEADLINE, () => photographer.photographQr())));
  }

  await step('The simulated phone scans the code', DEADLINE, (signal) =>
    waitUntil(async () => ((await practice.scan()) ? true : null), signal),
  );
  fact('the simulated phone has scanned it');
  await step('The session becomes ready', START_DEADLINE, (signal) =>
    waitUntil(async () => ((await practice.session()).state === 'ready' ? true : null), signal),
  );
  fact('WhatsApp is linked and ready');

  const probe = createDirectoryProbe(directory);
  const summaries = [];
  for (const client of DEMO_CLIENTS) {
    summaries.push(await runLoop({ client, practice, directory: probe, step, report }));
  }
  const [first] = DEMO_CLIENTS;
  if (first) {
    directory = await goThroughDowntime({ client: first, practice, directory, restart: startOn, step, report });
  }
  await step('Everything is there exactly once', DEADLINE, async (signal) =>
    verifyOnce(practice, await (await fetch(directory.pageUrl, { signal })).text()),
  );
  if (photographer && first) {
    const picture = step('The chat is photographed', DEADLINE, () =>
      photographer.photographChat(first.name, first.answer),
    );
    pictures.push(await picture);
  }

  report.summary(summaries);
  report.note(
    'Verified: each message is stored once, the directory has it once, and each answer is on the phone once.',
  );
  report.whereToLook([
    ...pictures.map((file) => ['Screenshot', file] as const),
    ...(stayOpen
      ? ([
          ['Directory', directory.pageUrl],
          ['API', api],
          ['Practice key', practiceKey],
          ['Data folder', folder.dataDir],
        ] as const)
      : []),
  ]);
  if (!stayOpen) return;
  report.note('The window stays open: close it, or press Ctrl-C here, to end the demo.');
  if (!stopped.aborted && !app.ended.aborted) {
    await Promise.race([once(stopped, 'abort'), once(app.ended, 'abort')]);
  }
}
