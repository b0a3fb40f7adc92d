import { useTranslation } from 'react-i18next';
import { RouteLink } from '../../routing/route-link.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { useNarrow } from '../../ui/narrow.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { BackLink } from './back-link.tsx';
import { LOOK_OF_DELIVERY } from './delivery-list.tsx';
import parts from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { useEvent } from './event-queries.ts';
import classes from './events-tab.module.css';
import { Moment } from './moment.tsx';
import { StateBadge } from './state-badge.tsx';
import { TextBlock } from './text-block.tsx';
import { WhenRead } from './when-read.tsx';

/** One event as it is told, with where it is delivered to. */
export function EventDetails({ lawyerId, id }: { lawyerId: string; id: string }) {
  const { t } = useTranslation();
  const query = useEvent(lawyerId, id);
  // In a narrow window it is shown instead of the log, and the focus goes with it, and back.
  const area = useFocusReturn<HTMLDivElement>(useNarrow());
  return (
    <div ref={area} className={parts.part} tabIndex={-1}>
      <div className={classes.back}>
        <BackLink to={directoryPath(lawyerId, 'events')}>{t('directory.events.back')}</BackLink>
      </div>
      <WhenRead query={query}>
        {({ event, deliveries }) => (
          <>
            <h2 className={parts.heading}>
              <bdi>{event.type}</bdi>
            </h2>
            <p className={parts.quiet}>
              <Moment at={event.timestamp} /> · {t('directory.events.cursor', { cursor: event.cursor })}
            </p>
            <TextBlock label={t('directory.events.json')} text={JSON.stringify(event, null, 2)} />
            <h3 className={parts.title}>{t('directory.events.deliveries')}</h3>
            {deliveries.length === 0 && <p className={parts.quiet}>{t('directory.events.deliveries_none')}</p>}
            {deliveries.length > 0 && (
              <ul className={parts.list} aria-label={t('directory.events.deliveries')}>
                {deliveries.map(({ webhook_id, url, status }) => (
                  <li key={webhook_id}>
                    <RouteLink className={parts.way} to={directoryPath(lawyerId, 'webhooks', webhook_id, id)}>
                      <span className={parts.main}>
                        <SafeText className={parts.code}>{url}</SafeText>
                      </span>
                      <StateBadge look={LOOK_OF_DELIVERY[status]}>{t(`directory.deliveries.${status}`)}</StateBadge>
                    </RouteLink>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </WhenRead>
    </div>
  );
}
