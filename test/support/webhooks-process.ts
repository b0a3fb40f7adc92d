import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LawyerId, WebhookId } from '../../main/contract/ids.ts';
import type { Millis } from '../../main/domain/clock.ts';
import { ROOT } from './running-app.ts';

/** Each is answered with Told, once all is done that waits for neither the clock nor the network. */
export type WebhooksCommand =
  /** Clients with those numbers write, one after the other. */
  | { receive: readonly string[] }
  /** A person resumes the webhook. */
  | { resume: true }
  /** The clock moves on until then. */
  | { until: Millis }
  | { look: true };

export interface Told {
  now: Millis;
  /** When the next of what was put off falls due. */
  nextAt: Millis | null;
}

export interface WebhooksProcess {
  /** Null: it was killed before it had answered. One at a time. */
  ask(command: WebhooksCommand): Promise<Told | null>;
  /** With -9. */
  kill(): Promise<void>;
}

interface Options {
  file: string;
  key: Buffer;
  auditKey: Buffer;
  at: Millis;
  lawyerId: LawyerId;
  webhookId: WebhookId;
  /** PEM: a certificate that it trusts beside those of the system. */
  trusted: string;
}

/** All that delivers webhooks as a process of its own, so that it can be killed in the middle of whatever it does. */
export async function startWebhooksProcess(options: Options): Promise<WebhooksProcess> {
  const { file, key, auditKey, at, lawyerId, webhookId, trusted } = options;
  const entry = join(ROOT, 'test/support/webhooks-child.ts');
  const child = fork(entry, [file, key.toString('hex'), auditKey.toString('hex'), `${at}`, lawyerId, webhookId], {
    execArgv: [],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
  });
  const exited = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('the webhooks process ended before it was ready');
    }),
  ]);
  let isKilled = false;

  return {
    async ask(command) {
      if (isKilled) return null;
      child.send(command, () => {});
      const answer = await Promise.race([once(child, 'message'), exited.then(() => null)]);
      if (answer) return answer[0] as Told;
      if (!isKilled) throw new Error('the webhooks process ended by itself');
      return null;
    },
    async kill() {
      isKilled = true;
      child.kill('SIGKILL');
      await exited;
    },
  };
}
