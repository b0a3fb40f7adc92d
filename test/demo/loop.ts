import type { DemoClient } from './demo-clients.ts';
import type { DirectoryProbe } from './directory-probe.ts';
import { now } from './now.ts';
import type { PracticeApi } from './practice-api.ts';
import type { Report, Summary } from './report.ts';
import type { RunStep } from './step.ts';
import { waitUntil } from './wait-until.ts';

/** Generous: on a busy machine the demo should be slow, not fail. In ms. */
const DEADLINE = 30_000;

export interface LoopOptions {
  client: DemoClient;
  practice: PracticeApi;
  directory: DirectoryProbe;
  step: RunStep;
  report: Report;
}

/** The client writes. Answers with the message's id, and when it was stored, in ms since 1970. */
export async function writeAsClient(
  { client, practice, step, report }: Omit<LoopOptions, 'directory'>,
  text: string,
): Promise<{ id: string; writtenAt: number; storedAt: number }> {
  report.quote(text);
  const writtenAt = now();
  const stored = await step(`${client.name}: stored`, DEADLINE, async (signal) => {
    const whatsappId = await practice.write(client, text);
    return waitUntil(
      async () => (await practice.stored(client.phone)).find((message) => message.whatsapp_id === whatsappId),
      signal,
    );
  });
  const storedAt = Date.parse(stored.stored_at);
  report.fact('written on the client’s phone', null);
  report.fact('stored: the API shows it', storedAt - writtenAt, stored.id);
  return { id: stored.id, writtenAt, storedAt };
}

/**
 * The main job, once: the client writes, the directory hears of it and answers, the client reads the answer. Throws
 * StepFailed. Every figure is the time between two facts by this machine's clock: when this process saw each, except
 * for the storing, whose time is in the row itself (it takes less time than a look at the API).
 */
export async function runLoop(options: LoopOptions): Promise<Summary> {
  const { client, practice, directory, step, report } = options;
  const { name, phone, text, answer } = client;
  const webhook = (type: string, messageId: string, stepName: string) =>
    step(`${name}: ${stepName}`, DEADLINE, (signal) => waitUntil(() => directory.webhook(type, messageId), signal));

  report.heading(name, phone);
  const { id, writtenAt, storedAt } = await writeAsClient(options, text);
  const arrival = await webhook('message.received', id, 'webhook received');
  report.fact('webhook received, its signature verified', arrival.at - storedAt, arrival.id);

  const sent = await step(`${name}: the directory answers`, DEADLINE, (signal) =>
    waitUntil(() => directory.answerTo(phone), signal),
  );
  report.fact('the directory answers, the API accepts', sent.at - arrival.at, sent.id);
  report.quote(answer);
  const seenOnPhone = await step(`${name}: answer on the client’s phone`, DEADLINE, (signal) =>
    waitUntil(async () => ((await practice.arrived(phone)).includes(answer) ? now() : null), signal),
  );
  const delivered = await webhook('message.delivered', sent.id, 'webhook “delivered”');
  // Two witnesses of one moment, in the order in which they spoke.
  const arrived = ['answer seen on the client’s phone', seenOnPhone, ''] as const;
  const told = ['webhook “delivered”', delivered.at, delivered.id] as const;
  let last = sent.at;
  for (const [what, at, eventId] of seenOnPhone <= delivered.at ? [arrived, told] : [told, arrived]) {
    report.fact(what, at - last, eventId);
    last = at;
  }
  const read = await webhook('message.read', sent.id, 'webhook “read”');
  report.fact('webhook “read”: the client has read it', read.at - last, read.id);
  const onPhone = Math.min(seenOnPhone, delivered.at);

  return {
    client: name,
    stored: storedAt - writtenAt,
    webhook: arrival.at - storedAt,
    onPhone: onPhone - arrival.at,
    read: read.at - onPhone,
    total: read.at - writtenAt,
  };
}
