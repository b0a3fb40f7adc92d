import { useTranslation } from 'react-i18next';
import type { ShownWebhook } from '../../../main/contract/ipc.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { TimeLeft } from '../../ui/time-left.tsx';
import { useTimeUntilNone } from '../../ui/use-time-left.ts';
import { BackLink } from './back-link.tsx';
import { DeliveryList } from './delivery-list.tsx';
import classes from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { Fact, Facts } from './facts.tsx';
import { Moment, useMoment } from './moment.tsx';
import { StateBadge } from './state-badge.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { useWebhook } from './webhook-queries.ts';
import { waitingText, webhookState } from './webhook-state.ts';
import { WhenRead } from './when-read.tsx';

/** One address: how it is doing, what can be done, and its deliveries. */
export function WebhookPage({ lawyerId, id }: { lawyerId: string; id: string }) {
  const { t } = useTranslation();
  const query = useWebhook(lawyerId, id);
  return (
    <div className={classes.page}>
      <BackLink to={directoryPath(lawyerId, 'webhooks')}>{t('directory.hooks.back')}</BackLink>
      <WhenRead query={query}>
        {(webhook) => (
          <>
            <Head webhook={webhook} />
            <WebhookActions lawyerId={lawyerId} webhook={webhook} />
            <How webhook={webhook} />
            <DeliveryList lawyerId={lawyerId} webhookId={id} />
          </>
        )}
      </WhenRead>
    </div>
  );
}

function Head({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const [look, words] = webhookState(webhook, t, moment);
  const left = useTimeUntilNone(webhook.waiting);
  return (
    <header className={classes.part}>
      <h2 className={classes.heading}>
        <SafeText>{webhook.url}</SafeText>
      </h2>
      {webhook.description !== '' && (
        <p className={classes.quiet}>
          <SafeText>{webhook.description}</SafeText>
        </p>
      )}
      <p className={classes.name}>
        <StateBadge look={look}>{words}</StateBadge>
        <span className={classes.quiet}>
          {waitingText(webhook.waiting, t)}
          <TimeLeft seconds={left} />
        </span>
      </p>
    </header>
  );
}

function How({ webhook }: { webhook: ShownWebhook }) {
  const { t, i18n } = useTranslation();
  const moment = useMoment();
  const { events, payload, batch, max_concurrency: concurrency, old_secret_until: until } = webhook;
  const { created_at, answered_at: answered } = webhook;
  return (
    <section className={classes.part} aria-label={t('directory.hooks.settings')}>
      <Facts>
        <Fact label={t('directory.hooks.events')}>
          <bdi className={classes.code}>{events.join(', ')}</bdi>
        </Fact>
        <Fact label={t('directory.hooks.payload')}>{t(`directory.hooks.${payload}`)}</Fact>
        <Fact label={t('directory.hooks.batch')}>
          {batch === null
            ? t('directory.hooks.batch_none')
            : t('directory.hooks.batch_some', { count: batch.max_events, wait: batch.max_wait_ms })}
        </Fact>
        <Fact label={t('directory.hooks.concurrency')}>{new Intl.NumberFormat(i18n.language).format(concurrency)}</Fact>
        <Fact label={t('directory.hooks.created')}>
          <Moment at={created_at} />
        </Fact>
        <Fact label={t('directory.hooks.answered')}>
          {answered === null ? t('directory.hooks.answered_none') : <Moment at={answered} />}
        </Fact>
      </Facts>
      {until !== null && Date.parse(until) > Date.now() && (
        <p className={classes.quiet}>{t('directory.hooks.old_secret', { time: moment(until) })}</p>
      )}
    </section>
  );
}
