import { AppError } from '../../domain/app-error.ts';
import { newId } from '../../domain/new-id.ts';
import type { Database } from '../../domain/ports.ts';
import { removeWebhook } from '../../domain/remove-webhook.ts';
import type { BodyChecks, Handlers } from '../handler.ts';

interface Dependencies {
  database: Database;
  newSecret(): string;
}

export function webhookRoutes({
  database,
  newSecret,
}: Dependencies): Pick<Handlers, 'createWebhook' | 'listWebhooks' | 'deleteWebhook'> {
  return {
    async createWebhook({ lawyerId, body, stores, at }) {
      const secret = newSecret();
      const webhook = await stores.webhooks.insert({
        id: newId('whk', at),
        lawyerId,
        url: body.url,
        secret,
        events: body.events,
        at,
      });
      return { ...webhook, secret };
    },
    async listWebhooks({ lawyerId, query, stores }) {
      const { rows, nextCursor } = await stores.webhooks.list(lawyerId, query);
      return { data: rows, next_cursor: nextCursor };
    },
    async deleteWebhook({ lawyerId, params }) {
      await removeWebhook(database, lawyerId, params.id);
      return undefined;
    },
  };
}

/** `refusal` says why an address may not be used, or null. */
export function webhookChecks(refusal: (url: string) => Promise<string | null>): BodyChecks {
  return {
    async createWebhook({ url }) {
      const message = await refusal(url);
      if (message !== null) throw new AppError('webhook_url_not_allowed', [{ field: 'url', message }]);
    },
  };
}
