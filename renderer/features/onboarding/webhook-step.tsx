import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SafeText } from '../../ui/safe-text.tsx';
import { SecretDialog } from '../directory/secret-dialog.tsx';
import { WebhookActions } from '../directory/webhook-actions.tsx';
import { WebhookDialog } from '../directory/webhook-dialog.tsx';
import { useWebhookCall, useWebhooks } from '../directory/webhook-queries.ts';
import { WhenRead } from '../directory/when-read.tsx';
import classes from './set-up-parts.module.css';

/** The address that is told of new messages, with a test event and what it was answered. */
export function WebhookStep({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const query = useWebhooks(lawyerId);
  const create = useWebhookCall(lawyerId, 'webhooks.create');
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setAsking(false);
    create.reset();
  };
  return (
    <>
      <WhenRead query={query}>
        {({ pages }) => (
          <ul className={classes.hooks}>
            {pages
              .flatMap(({ data }) => data)
              .map((webhook) => (
                <li key={webhook.id}>
                  <SafeText className={classes.address}>{webhook.url}</SafeText>
                  {webhook.answered_at === null && <p className={classes.hint}>{t('set_up.hint.test_webhook')}</p>}
                  <WebhookActions lawyerId={lawyerId} webhook={webhook} />
                </li>
              ))}
          </ul>
        )}
      </WhenRead>
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('directory.hooks.new')}
        </Button>
      </div>
      {asking && (
        <WebhookDialog
          title={t('directory.hooks.new')}
          confirm={t('directory.hooks.make')}
          pending={create.isPending}
          error={create.error}
          onSubmit={(options) =>
            create.mutate(
              { lawyer_id: lawyerId, ...options },
              {
                onSuccess: (made) => {
                  close();
                  setSecret(made.secret);
                },
              },
            )
          }
          onClose={close}
        />
      )}
      {secret !== null && (
        <SecretDialog
          title={t('directory.hooks.secret_title')}
          text={t('directory.hooks.secret_text')}
          label={t('directory.hooks.secret_label')}
          secret={secret}
          onDone={() => setSecret(null)}
        />
      )}
    </>
  );
}
