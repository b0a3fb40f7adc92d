import type { TFunction } from 'i18next';
import type { EventPattern } from '../../../main/contract/events.ts';
import type { Webhook, WebhookOptions } from '../../../main/contract/webhook.ts';
import { BridgeError } from '../../bridge.ts';

/** What is typed and ticked of a webhook. */
export interface WebhookDraft {
  url: string;
  description: string;
  events: readonly EventPattern[];
  payload: WebhookOptions['payload'];
  isBatched: boolean;
  maxEvents: number;
  maxWaitMs: number;
  concurrency: number;
}

export type WebhookField = 'url' | 'events' | 'batch' | 'max_concurrency';
export type WebhookErrors = Partial<Record<WebhookField, string>>;

export type WebhookGiven = WebhookOptions & { url: string };

const EMPTY: WebhookDraft = {
  ...{ url: '', description: '', events: ['message.*'], payload: 'full' },
  ...{ isBatched: false, maxEvents: 20, maxWaitMs: 1000, concurrency: 4 },
};

/** What the form begins with: what is set, or what most receivers want. */
export function draftOf(webhook: Webhook | null): WebhookDraft {
  if (webhook === null) return EMPTY;
  const { url, description, events, payload, batch, max_concurrency: concurrency } = webhook;
  return {
    ...{ url, description, events, payload, concurrency },
    isBatched: batch !== null,
    maxEvents: batch?.max_events ?? EMPTY.maxEvents,
    maxWaitMs: batch?.max_wait_ms ?? EMPTY.maxWaitMs,
  };
}

export function givenOf(draft: WebhookDraft): WebhookGiven {
  const { url, description, events, payload, isBatched, maxEvents, maxWaitMs, concurrency } = draft;
  return {
    ...{ url: url.trim(), description: description.trim(), events: [...events], payload },
    batch: isBatched ? { max_events: maxEvents, max_wait_ms: maxWaitMs } : null,
    max_concurrency: concurrency,
  };
}

/** What can be seen to be wrong before anything is asked. */
export function errorsOf({ url, events }: WebhookDraft, t: TFunction): WebhookErrors {
  return {
    ...(!/^https?:\/\/[^/]/.test(url.trim()) && { url: t('directory.hooks.url_invalid') }),
    ...(events.length === 0 && { events: t('directory.hooks.events_missing') }),
  };
}

/** Puts a refusal beside the field that it names. */
export function refusalsOf(error: unknown, t: TFunction): WebhookErrors {
  if (!(error instanceof BridgeError)) return {};
  const fields: readonly WebhookField[] = ['url', 'events', 'batch', 'max_concurrency'];
  return Object.fromEntries(
    error.errors.flatMap(({ field, reason }): [WebhookField, string][] => {
      const known = fields.find((name) => field === name || field.startsWith(`${name}.`));
      if (known === undefined) return [];
      return [[known, t(reason ? `directory.hooks.refused.${reason}` : 'directory.hooks.refused.other')]];
    }),
  );
}
