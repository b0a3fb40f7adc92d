import { Button } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownWebhook } from '../../../main/contract/ipc.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { useErrand } from '../../routing/use-errand.ts';
import { useRouter } from '../../routing/use-router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { useMoment } from './moment.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { StateBadge } from './state-badge.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { useWebhookCall, useWebhooks } from './webhook-queries.ts';
import { waitingText, webhookState } from './webhook-state.ts';
import { MoreButton, WhenRead } from './when-read.tsx';

/** The addresses that are told of events. */
export function WebhooksTab({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const query = useWebhooks(lawyerId);
  const create = useWebhookCall(lawyerId, 'webhooks.create');
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  useErrand('webhook.new', () => setAsking(true));
  const close = () => {
    setAsking(false);
    create.reset();
  };
  return (
    <div className={classes.page}>
      <div className={classes.intro}>
        <p className={classes.text}>{t('directory.hooks.text')}</p>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAsking(true)}>
          {t('directory.hooks.new')}
        </Button>
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const webhooks = pages.flatMap(({ data }) => data);
          if (webhooks.length === 0) {
            return (
              <EmptyState
                icon={IconWebhook}
                title={t('directory.hooks.empty_title')}
                text={t('directory.hooks.empty_text')}
              />
            );
          }
          return (
            <ul className={classes.list} aria-label={t('directory.tab.webhooks')}>
              {webhooks.map((webhook) => (
                <li key={webhook.id}>
                  <WebhookRow webhook={webhook} to={directoryPath(lawyerId, 'webhooks', webhook.id)} />
                </li>
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
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
                onSuccess: ({ id, secret }) => {
                  close();
                  setMade({ id, secret });
                },
              },
            )
          }
          onClose={close}
        />
      )}
      {made && (
        <SecretDialog
          title={t('directory.hooks.secret_title')}
          text={t('directory.hooks.secret_text')}
          label={t('directory.hooks.secret_label')}
          secret={made.secret}
          onDone={() => {
            setMade(null);
            navigate(directoryPath(lawyerId, 'webhooks', made.id));
          }}
        />
      )}
    </div>
  );
}

function WebhookRow({ webhook, to }: { webhook: ShownWebhook; to: string }) {
  const { t } = useTranslation();
  const [look, words] = webhookState(webhook, t, useMoment());
  const { url, description, events, waiting } = webhook;
  return (
    <RouteLink className={classes.way} to={to}>
      <span className={classes.main}>
        <SafeText className={classes.code}>{url}</SafeText>
        <span className={classes.quiet}>
          {description !== '' && (
            <>
              <SafeText>{description}</SafeText>
              {' · '}
            </>
          )}
          <bdi>{events.join(', ')}</bdi>
        </span>
      </span>
      <span className={classes.quiet}>{waitingText(waiting, t)}</span>
      <StateBadge look={look}>{words}</StateBadge>
    </RouteLink>
  );
}
