import { startWebhooks } from '../../main/app/start-webhooks.ts';
import { LawyerId, WebhookId } from '../../main/contract/ids.ts';
import { PageMessage } from '../../main/contract/page-reports.ts';
import { resumeWebhook } from '../../main/domain/manage-webhooks.ts';
import { newId } from '../../main/domain/new-id.ts';
import { receiveFromPage } from '../../main/domain/receive-from-page.ts';
import { NO_TRACING } from '../../main/domain/trace-context.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { createPostWebhook } from '../../main/webhooks/post-webhook.ts';
import { FakeMetrics } from './app-life.ts';
import { FakeClock, STANDING_CLOCK, settle } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import type { Told, WebhooksCommand } from './webhooks-process.ts';

/** The program of webhooks-process.ts: all that delivers, on a database of its parent's, on a clock that its parent moves. */
const [file = '', key = '', auditKey = '', at = '', lawyer = '', webhook = ''] = process.argv.slice(2);
const lawyerId = LawyerId.parse(lawyer);
const webhookId = WebhookId.parse(webhook);
const clock = new FakeClock(Number(at));
const database = openDatabase(file, Buffer.from(key, 'hex'), Buffer.from(auditKey, 'hex'), STANDING_CLOCK);
const webhooks = startWebhooks({
  ...{ database, clock, log: new FakeLog(), metrics: new FakeMetrics(), tracing: NO_TRACING },
  client: createPostWebhook(true, clock),
  attempted: () => {},
});
database.onCommitted(webhooks.wake);

async function receive(phones: readonly string[]): Promise<void> {
  for (const phone of phones) {
    const message = PageMessage.parse({
      ...{ id: newId('msg', clock.now()), chat: `${phone}@c.us`, fromMe: false, type: 'chat', text: 'Hello' },
      timestamp: Math.floor(clock.now() / 1000),
    });
    await database.write(async (stores) => {
      await receiveFromPage(stores, lawyerId, [{ kind: 'message', message }], 'live', clock.now());
    });
  }
}

async function resume(): Promise<void> {
  await database.write((stores) => resumeWebhook(stores, lawyerId, webhookId, { skipMissed: false }, clock.now()));
  webhooks.changed(webhookId);
}

async function told(): Promise<Told> {
  await settle();
  return { now: clock.now(), nextAt: clock.nextAt() };
}

process.on('message', (command: WebhooksCommand) => {
  void (async () => {
    if ('receive' in command) await receive(command.receive);
    if ('resume' in command) await resume();
    if ('until' in command) await clock.advance(command.until - clock.now());
    process.send?.(await told());
  })();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
