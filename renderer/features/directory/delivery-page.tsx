import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryAttempt, DeliveryWithAttempts } from '../../../main/contract/webhook.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Attempt } from './attempt.tsx';
import { BackLink } from './back-link.tsx';
import { LOOK_OF_DELIVERY } from './delivery-list.tsx';
import classes from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { Fact, Facts } from './facts.tsx';
import { Failure } from './failure.tsx';
import { latencyText } from './latency-text.ts';
import { Moment } from './moment.tsx';
import { StateBadge } from './state-badge.tsx';
import { inLines, TextBlock } from './text-block.tsx';
import { useDelivery, useWebhookCall } from './webhook-queries.ts';
import { WhenRead } from './when-read.tsx';

interface DeliveryPageProps {
  lawyerId: string;
  webhookId: string;
  eventId: string;
}

/** One event on its way to one address: what is sent, and each attempt with what came back. */
export function DeliveryPage({ lawyerId, webhookId, eventId }: DeliveryPageProps) {
  const { t } = useTranslation();
  const query = useDelivery(lawyerId, webhookId, eventId);
  return (
    <div className={classes.page}>
      <BackLink to={directoryPath(lawyerId, 'webhooks', webhookId)}>{t('directory.deliveries.back')}</BackLink>
      <WhenRead query={query}>
        {(delivery) => (
          <>
            <Head delivery={delivery} />
            <Again lawyerId={lawyerId} webhookId={webhookId} eventId={eventId} />
            <Attempts attempts={delivery.attempts_made} />
            <section className={classes.part}>
              <h3 className={classes.title}>{t('directory.deliveries.body')}</h3>
              <TextBlock label={t('directory.deliveries.body')} text={inLines(delivery.payload)} />
            </section>
          </>
        )}
      </WhenRead>
    </div>
  );
}

function Head({ delivery }: { delivery: DeliveryWithAttempts }) {
  const { t } = useTranslation();
  const { type, event_id, status, batch_id, created_at, last_attempt_at, next_attempt_at } = delivery;
  return (
    <>
      <header className={classes.name}>
        <h2 className={classes.heading}>
          <bdi>{type}</bdi>
        </h2>
        <StateBadge look={LOOK_OF_DELIVERY[status]}>{t(`directory.deliveries.${status}`)}</StateBadge>
      </header>
      <p className={classes.quiet}>
        <bdi className={classes.code}>{event_id}</bdi>
        {batch_id !== null && ` · ${t('directory.deliveries.batch', { id: batch_id })}`}
      </p>
      <Facts>
        <Fact label={t('directory.deliveries.queued')}>
          <Moment at={created_at} />
        </Fact>
        {last_attempt_at !== null && (
          <Fact label={t('directory.deliveries.last')}>
            <Moment at={last_attempt_at} />
          </Fact>
        )}
        {next_attempt_at !== null && (
          <Fact label={t('directory.deliveries.next')}>
            <Moment at={next_attempt_at} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

function Again({ lawyerId, webhookId, eventId }: DeliveryPageProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const redeliver = useWebhookCall(lawyerId, 'deliveries.redeliver');
  const onSuccess = () => toast({ text: t('directory.deliveries.redelivered') });
  return (
    <div className={classes.part}>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          loading={redeliver.isPending}
          onClick={() =>
            redeliver.mutate({ lawyer_id: lawyerId, webhook_id: webhookId, event_id: eventId }, { onSuccess })
          }
        >
          {t('directory.deliveries.redeliver')}
        </Button>
        <RouteLink className={classes.back} to={directoryPath(lawyerId, 'events', eventId)}>
          {t('directory.deliveries.event')}
        </RouteLink>
      </div>
      <ProblemLine error={redeliver.error} />
    </div>
  );
}

function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes.part} aria-label={t('directory.deliveries.attempts_made')}>
      <h3 className={classes.title}>{t('directory.deliveries.attempts_made')}</h3>
      {attempts.length === 0 && <p className={classes.quiet}>{t('directory.deliveries.none_yet')}</p>}
      {attempts.toReversed().map((attempt) => {
        const { at, status_code: status, error, latency_ms } = attempt;
        const isTaken = status !== null && status >= 200 && status < 300;
        return (
          <article key={at} className={classes.part}>
            <p className={classes.name}>
              <StateBadge look={isTaken ? 'good' : 'bad'}>
                {status === null
                  ? t('directory.deliveries.unanswered')
                  : t('directory.deliveries.answered', { status })}
              </StateBadge>
              <span className={classes.quiet}>
                <Moment at={at} /> · {latencyText(latency_ms, i18n.language)}
              </span>
            </p>
            {status === null && <Failure error={error ?? ''} />}
            {status !== null && error !== null && (
              <p className={classes.quiet}>
                <SafeText>{error}</SafeText>
              </p>
            )}
            <Attempt attempt={attempt} />
          </article>
        );
      })}
    </section>
  );
}
