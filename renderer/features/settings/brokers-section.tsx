import { useTranslation } from 'react-i18next';
import type { Broker } from '../../../main/contract/broker.ts';
import classes from './settings-parts.module.css';
import { useBrokers } from './settings-queries.ts';

/** Where the lawyer's events go beside the webhooks, and what is wrong there. Absent where nothing is set. */
export function BrokersSection({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { data: brokers = [], isError } = useBrokers(lawyerId);
  if (brokers.length === 0 && !isError) return null;
  return (
    <section className={classes.part} aria-label={t('brokers.title')}>
      <h2 className={classes.title}>{t('brokers.title')}</h2>
      <p className={classes.text}>{t('brokers.text')}</p>
      {isError && <p role="alert">{t('brokers.failed')}</p>}
      {brokers.map((broker) => (
        <BrokerState key={broker.id} broker={broker} />
      ))}
    </section>
  );
}

function BrokerState({ broker }: { broker: Broker }) {
  const { t } = useTranslation();
  const { id, kind, target, state, last_error: error, behind, warning } = broker;
  return (
    <article className={classes.entry} aria-label={target}>
      <p className={classes.name}>
        {t(`brokers.kind.${kind}`)} · <bdi>{target}</bdi>
      </p>
      <p className={classes.text}>
        {t(`brokers.state.${state}`)}
        {state === 'reconnecting' && error && ` ${t(`brokers.error.${error.code}`)}`}
        {behind > 0 && ` ${t('brokers.behind', { count: behind })}`}
      </p>
      {warning && (
        <p className={classes.warning}>
          {t('brokers.unrouted', { count: broker.unrouted, target })}
          {warning.events.map((one) => (
            <span key={one.type} className={classes.fact}>
              {t('brokers.of_type', one)}
            </span>
          ))}
          {t('brokers.unrouted_help', { id, after: warning.after })}
        </p>
      )}
    </article>
  );
}
