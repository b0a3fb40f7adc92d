import { Button, Loader, NativeSelect } from '@mantine/core';
import { IconEye, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FILE_LOOKS } from '../../../main/contract/choices.ts';
import type { Access } from '../../../main/contract/ipc/audit.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from '../directory/directory-parts.module.css';
import { Moment } from '../directory/moment.tsx';
import { StateBadge } from '../directory/state-badge.tsx';
import { MoreButton, WhenRead } from '../directory/when-read.tsx';
import { NamedChats } from './named-chats.tsx';
import { useAccesses, usePeople, useVerification, useVerificationProgress } from './staff-queries.ts';

/** Who opened which of a lawyer's chats, from the audit log; and whether that log is whole. */
export function AccessesTab({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState('');
  const query = useAccesses(lawyerId, person);
  const people = usePeople();
  return (
    <div className={classes.page}>
      <p className={classes.text} style={{ flex: 'none' }}>
        {t('accesses.text')}
      </p>
      <div className={classes.tools}>
        <NativeSelect
          label={t('accesses.person')}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[
            { value: '', label: t('accesses.everybody') },
            ...(people.data?.pages.flatMap(({ data }) =>
              data.map(({ id, name }) => ({ value: id, label: withoutOverrides(name) })),
            ) ?? []),
          ]}
        />
        <Verification />
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const accesses = pages.flatMap(({ data }) => data);
          if (accesses.length === 0) {
            return <EmptyState icon={IconEye} title={t('accesses.empty')} text={t('accesses.empty_text')} />;
          }
          return (
            <ul className={classes.list} aria-label={t('people.tab.accesses')}>
              {accesses.map((access) => (
                <AccessRow key={access.number} access={access} />
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
    </div>
  );
}

/** What of a chat was looked at, where it was not all of it: by the call or the route. */
const FILES: Partial<Record<string, 'accesses.file' | 'accesses.thumbnails'>> = {
  [FILE_LOOKS.whole]: 'accesses.file',
  getAttachment: 'accesses.file',
  getAttachmentContent: 'accesses.file',
  [FILE_LOOKS.small]: 'accesses.thumbnails',
  getAttachmentThumbnail: 'accesses.thumbnails',
};

function AccessRow({ access }: { access: Access }) {
  const { t } = useTranslation();
  const { name, actor_role: role, action, through, at, chats, chat_count: count, outcome } = access;
  const isRefused = outcome !== 'done' && outcome !== 'begun';
  const file = FILES[action];
  return (
    <li>
      <div className={classes.row}>
        <div className={classes.main}>
          <h2 className={classes.name}>
            {name === null ? t(`accesses.role.${role}`) : <SafeText>{name}</SafeText>}
            {name !== null && <StateBadge look="quiet">{t(`accesses.role.${role}`)}</StateBadge>}
            {isRefused && <StateBadge look="notice">{t('accesses.refused')}</StateBadge>}
          </h2>
          <p className={classes.quiet}>
            {chats.length === 0 ? (
              t(file ?? (action === 'messages.search' ? 'accesses.searched' : 'accesses.no_chat'))
            ) : (
              <NamedChats chats={chats} count={count} />
            )}
            {chats.length > 0 && file && ` · ${t(file)}`}
          </p>
        </div>
        <p className={classes.quiet}>
          {t(`accesses.through_${through}`)} · <Moment at={at} />
        </p>
      </div>
    </li>
  );
}

/** Whether anything in the log was changed, taken out or put in. */
function Verification() {
  const { t } = useTranslation();
  const { data, isFetching, error, refetch } = useVerification();
  const progress = useVerificationProgress(isFetching);
  const look = data?.intact ? 'good' : 'bad';
  const Icon = data?.intact ? IconShieldCheck : IconShieldX;
  return (
    <div className={classes.part} role="status" aria-label={t('accesses.verification')}>
      {data && (
        <p className={classes.result} data-look={look}>
          <Icon size={16} aria-hidden="true" style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
          {data.intact
            ? t('accesses.intact', { count: data.rows })
            : t('accesses.broken', { number: data.first_broken ?? data.rows })}
        </p>
      )}
      {progress && (
        <ProgressLine label={t('accesses.checking')} percent={progress.percent} startedAt={progress.started_at} />
      )}
      {isFetching && !data && !progress && <Loader size="sm" aria-label={t('accesses.checking')} />}
      <ProblemLine error={error} />
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        loading={isFetching}
        onClick={() => void refetch()}
      >
        {t('accesses.check_again')}
      </Button>
    </div>
  );
}
