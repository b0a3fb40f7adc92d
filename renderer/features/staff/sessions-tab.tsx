import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffSession } from '../../../main/contract/staff.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from '../directory/directory-parts.module.css';
import { Fact, Facts } from '../directory/facts.tsx';
import { Moment } from '../directory/moment.tsx';
import { StateBadge } from '../directory/state-badge.tsx';
import { MoreButton, WhenRead } from '../directory/when-read.tsx';
import { useEndSession, usePeople, useStaffSessions } from './staff-queries.ts';

/** Where somebody is signed in, in this window or over the API. */
export function SessionsTab() {
  const { t } = useTranslation();
  const query = useStaffSessions();
  const people = usePeople();
  const names = new Map<string, string>(
    people.data?.pages.flatMap(({ data }) => data.map(({ id, name }) => [id, name] as const)),
  );
  return (
    <div className={classes.page}>
      <p className={classes.text} style={{ flex: 'none' }}>
        {t('people.sessions_text')}
      </p>
      <WhenRead query={query}>
        {({ pages }) => {
          const running = pages.flatMap(({ data }) => data.filter(isRunning));
          if (running.length === 0) return <EmptyState icon={IconDeviceDesktop} title={t('people.sessions_empty')} />;
          return (
            <ul className={classes.list} aria-label={t('people.tab.sessions')}>
              {running.map((session) => (
                <SessionRow key={session.id} session={session} name={names.get(session.staff_id) ?? null} />
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
    </div>
  );
}

function isRunning({ ended_at: ended, expires_at: expires }: StaffSession): boolean {
  return ended === null && Date.parse(expires) > Date.now();
}

function SessionRow({ session, name }: { session: StaffSession; name: string | null }) {
  const { t } = useTranslation();
  const end = useEndSession();
  const [asking, setAsking] = useState(false);
  const shown = name ?? t('common.nobody');
  return (
    <li>
      <div className={classes.row}>
        <div className={classes.main}>
          <h2 className={classes.name}>
            <SafeText>{shown}</SafeText>
            {session.locked_at !== null && <StateBadge look="quiet">{t('people.session_locked')}</StateBadge>}
          </h2>
          <Facts>
            <Fact label={t('people.session_since')}>
              <Moment at={session.created_at} />
            </Fact>
            <Fact label={t('people.session_seen')}>
              <Moment at={session.last_seen_at} />
            </Fact>
            <Fact label={t('people.session_until')}>
              <Moment at={session.expires_at} />
            </Fact>
          </Facts>
        </div>
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {t('people.session_end')}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('people.session_end_title')}
          text={t('people.session_end_text', { name: shown })}
          confirm={t('people.session_end')}
          dangerous
          pending={end.isPending}
          error={end.error}
          onConfirm={() => end.mutate(session.id, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
