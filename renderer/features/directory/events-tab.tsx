import { NativeSelect } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPattern, StoredEvent } from '../../../main/contract/events.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import parts from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { EventDetails } from './event-details.tsx';
import { EVENT_FAMILIES } from './event-families.ts';
import { useEvents } from './event-queries.ts';
import classes from './events-tab.module.css';
import { Moment } from './moment.tsx';
import { MoreButton, WhenRead } from './when-read.tsx';

const PATTERNS: readonly EventPattern[] = ['*', ...EVENT_FAMILIES.flatMap(({ family, types }) => [family, ...types])];

/** The event log beside the event that is chosen; in a narrow window one or the other. */
export function EventsTab({ lawyerId, id }: { lawyerId: string; id: string | null }) {
  const { t } = useTranslation();
  const [type, setType] = useState<EventPattern>('*');
  const query = useEvents(lawyerId, type);
  const log = useFocusedAgain(id);
  return (
    <div ref={log} className={classes.area} data-open={id !== null || undefined}>
      <section className={classes.log} aria-label={t('directory.events.list')}>
        <p className={parts.text} style={{ flex: 'none' }}>
          {t('directory.events.text')}
        </p>
        <NativeSelect
          size="xs"
          aria-label={t('directory.events.type')}
          value={type}
          onChange={({ currentTarget: { value } }) => setType(PATTERNS.find((one) => one === value) ?? '*')}
          data={PATTERNS.map((one) => ({ value: one, label: one === '*' ? t('directory.events.all') : one }))}
        />
        <WhenRead query={query}>
          {({ pages }) => {
            const events = pages.flatMap(({ data }) => data);
            if (events.length === 0) {
              const words = query.hasNextPage ? 'directory.events.looked' : 'directory.events.empty';
              return <p className={parts.quiet}>{t(words)}</p>;
            }
            return (
              <ul className={parts.list} aria-label={t('directory.events.list')}>
                {events.map((event) => (
                  <li key={event.id}>
                    <EventRow event={event} lawyerId={lawyerId} isChosen={event.id === id} />
                  </li>
                ))}
              </ul>
            );
          }}
        </WhenRead>
        <MoreButton query={query} />
      </section>
      <div className={classes.details}>
        {id === null ? (
          <EmptyState icon={IconListDetails} title={t('directory.events.choose')} />
        ) : (
          <EventDetails key={id} lawyerId={lawyerId} id={id} />
        )}
      </div>
    </div>
  );
}

/** In a narrow window the log was hidden behind an event: when it is back, the keyboard goes on from that event. */
function useFocusedAgain(id: string | null) {
  const area = useRef<HTMLDivElement>(null);
  const before = useRef(id);
  useEffect(() => {
    const left = before.current;
    before.current = id;
    if (id !== null || left === null || document.activeElement !== document.body) return;
    area.current?.querySelector<HTMLElement>(`[data-event="${CSS.escape(left)}"]`)?.focus();
  }, [id]);
  return area;
}

interface EventRowProps {
  event: StoredEvent;
  lawyerId: string;
  isChosen: boolean;
}

function EventRow({ event, lawyerId, isChosen }: EventRowProps) {
  return (
    <RouteLink
      className={parts.way}
      to={directoryPath(lawyerId, 'events', event.id)}
      data-event={event.id}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className={parts.type}>
        <bdi className={parts.code}>{event.type}</bdi>
      </span>
      <span className={parts.quiet}>
        <Moment at={event.created_at} />
      </span>
    </RouteLink>
  );
}
