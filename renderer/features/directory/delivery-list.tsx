import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DELIVERY_STATUSES } from '../../../main/contract/choices.ts';
import type { Delivery, DeliveryStatus } from '../../../main/contract/webhook.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { oneOf } from '../../ui/one-of.ts';
import classes from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { Moment } from './moment.tsx';
import { type Look, StateBadge } from './state-badge.tsx';
import { useDeliveries } from './webhook-queries.ts';
import { MoreButton, WhenRead } from './when-read.tsx';

export const LOOK_OF_DELIVERY: Record<DeliveryStatus, Look> = { pending: 'notice', delivered: 'good', failed: 'bad' };

/** What was and is to be delivered to one address, the newest first. */
export function DeliveryList({ lawyerId, webhookId }: { lawyerId: string; webhookId: string }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<DeliveryStatus | null>(null);
  const query = useDeliveries(lawyerId, webhookId, status);
  return (
    <section className={classes.part} aria-label={t('directory.deliveries.title')}>
      <div className={classes.tools}>
        <div>
          <h3 className={classes.title}>{t('directory.deliveries.title')}</h3>
          <p className={classes.quiet}>{t('directory.deliveries.kept')}</p>
        </div>
        <NativeSelect
          size="xs"
          aria-label={t('directory.deliveries.status')}
          value={status ?? ''}
          onChange={({ currentTarget: { value } }) => setStatus(oneOf(DELIVERY_STATUSES, value))}
          data={[
            { value: '', label: t('directory.deliveries.all') },
            ...DELIVERY_STATUSES.map((one) => ({ value: one, label: t(`directory.deliveries.${one}`) })),
          ]}
        />
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const deliveries = pages.flatMap(({ data }) => data);
          if (deliveries.length === 0) return <p className={classes.quiet}>{t('directory.deliveries.empty')}</p>;
          return (
            <ul className={classes.list} aria-label={t('directory.deliveries.title')}>
              {deliveries.map((delivery) => (
                <li key={delivery.event_id}>
                  <DeliveryRow
                    delivery={delivery}
                    to={directoryPath(lawyerId, 'webhooks', webhookId, delivery.event_id)}
                  />
                </li>
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
    </section>
  );
}

function DeliveryRow({ delivery, to }: { delivery: Delivery; to: string }) {
  const { t } = useTranslation();
  const { type, status, attempts, created_at } = delivery;
  return (
    <RouteLink className={classes.way} to={to}>
      <span className={classes.type}>
        <bdi className={classes.code}>{type}</bdi>
      </span>
      <span className={classes.quiet}>{t('directory.deliveries.attempts', { count: attempts })}</span>
      <span className={classes.quiet}>
        <Moment at={created_at} />
      </span>
      <StateBadge look={LOOK_OF_DELIVERY[status]}>{t(`directory.deliveries.${status}`)}</StateBadge>
    </RouteLink>
  );
}
