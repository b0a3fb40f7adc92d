import type { DemoClient } from './demo-clients.ts';
import type { ReceivedEvent } from './directory-inbox.ts';
import { escapeHtml } from './directory-page.ts';
import { now } from './now.ts';
import type { PracticeApi } from './practice-api.ts';
import type { Report, Summary } from './report.ts';
import type { RunStep } from './step.ts';
import { waitUntil } from './wait-until.ts';

/** Generous: on a busy machine the demo should be slow, not fail. In ms. */
const DEADLINE = 30_000;

/** What the directory sent, when its API call was answered. */
export interface SentAnswer {
  id: string;
  at: number;
}

interface LoopOptions {
  client: DemoClient;
  practice: PracticeApi;
  events(): readonly ReceivedEvent[];
  /** The directory's answer to that phone, once it has been accepted. */
  answerTo(phone: string): SentAnswer | undefined;
  step: RunStep;
  report: Report;
}

/**
 * The main job, once: the client writes, the directory hears of it and answers, the client reads the answer. Throws
 * StepFailed. Every figure is the time between two facts by this machine's clock: when this process saw each, except
 * for the storing, whose time is in the row itself (it takes less time than a look at the API).
 */
export async function runLoop({ client, practice, events, answerTo, step, report }: LoopOptions): Promise<Summary> {
  const { name, phone, text, answer } = client;
  const received = (type: string, messageId: string): ReceivedEvent | undefined =>
    events().find((event) => event.type === type && event.data.message?.id === messageId);
  const webhook = (type: string, messageId: string, stepName: string): Promise<ReceivedEvent> =>
    step(`${name}: ${stepName}`, DEADLINE, (signal) => waitUntil(() => received(type, messageId), signal));

  report.heading(name, phone);
  report.quote(text);
  const written = now();
  const stored = await step(`${name}: stored`, DEADLINE, async (signal) => {
    const whatsappId = await practice.write(client, text);
    return waitUntil(
      async () => (await practice.stored(phone)).find((message) => message.whatsapp_id === whatsappId),
      signal,
    );
  });
  const storedAt = Date.parse(stored.stored_at);
  report.fact('written on the client’s phone', null);
  report.fact('stored: the API shows it', storedAt - written, stored.id);
  const arrival = await webhook('message.received', stored.id, 'webhook received');
  report.fact('webhook received, its signature verified', arrival.receivedAt - storedAt, arrival.id);

  const sent = await step(`${name}: the directory answers`, DEADLINE, (signal) =>
    waitUntil(() => answerTo(phone), signal),
  );
  report.fact('the directory answers, the API accepts', sent.at - arrival.receivedAt, sent.id);
  report.quote(answer);
  const seenOnPhone = await step(`${name}: answer on the client’s phone`, DEADLINE, (signal) =>
    waitUntil(async () => ((await practice.arrived(phone)).includes(answer) ? now() : null), signal),
  );
  const delivered = await webhook('message.delivered', sent.id, 'webhook “delivered”');
  // Two witnesses of one moment, in the order in which they spoke.
  const arrived = ['answer seen on the client’s phone', seenOnPhone, ''] as const;
  const told = ['webhook “delivered”', delivered.receivedAt, delivered.id] as const;
  let last = sent.at;
  for (const [what, at, id] of seenOnPhone <= delivered.receivedAt ? [arrived, told] : [told, arrived]) {
    report.fact(what, at - last, id);
    last = at;
  }
  const read = await webhook('message.read', sent.id, 'webhook “read”');
  report.fact('webhook “read”: the client has read it', read.receivedAt - last, read.id);
  const onPhone = Math.min(seenOnPhone, delivered.receivedAt);

  return {
    client: name,
    stored: storedAt - written,
    webhook: arrival.receivedAt - storedAt,
    onPhone: onPhone - arrival.receivedAt,
    read: read.receivedAt - onPhone,
    total: read.receivedAt - written,
  };
}

/** What must be true in the end, however often something was repeated on the way. Throws when it is not. */
export async function verifyOnce(clients: readonly DemoClient[], practice: PracticeApi, page: string): Promise<void> {
  for (const { name, phone, text, answer } of clients) {
    const messages = await practice.stored(phone);
    if (messages.length !== 2) throw new Error(`${name}: ${messages.length} messages are stored instead of 2`);
    const arrived = await practice.arrived(phone);
    if (arrived.length !== 1) throw new Error(`${name}: the phone shows ${arrived.length} answers instead of 1`);
    for (const shown of [text, answer]) {
      if (!page.includes(escapeHtml(shown)))
        throw new Error(`${name}: the directory’s page does not show “${shown.slice(0, 30)}…”`);
    }
  }
}
