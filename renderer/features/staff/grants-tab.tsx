import { Button } from '@mantine/core';
import { IconEye, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ShownGrant } from '../../../main/contract/ipc/grants.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from '../directory/directory-parts.module.css';
import { Moment } from '../directory/moment.tsx';
import { StateBadge } from '../directory/state-badge.tsx';
import { MoreButton, WhenRead } from '../directory/when-read.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { NamedChats } from './named-chats.tsx';
import { useGrants, usePeople, useRevokeGrant } from './staff-queries.ts';

/** What support may read of a lawyer's, and until when. */
export function GrantsTab({ lawyer }: { lawyer: Lawyer }) {
  const { t } = useTranslation();
  const query = useGrants(lawyer.id);
  const people = usePeople();
  const [asking, setAsking] = useState(false);
  const all = people.data?.pages.flatMap(({ data }) => data) ?? [];
  const names = new Map<string, string>(all.map(({ id, name }) => [id, name]));
  const support = all.filter(({ role, is_active: isActive }) => role === 'support' && isActive);
  // Where nobody is of support, it says so above.
  useErrand('grant.new', people.isSuccess ? () => setAsking(support.length > 0) : null);
  return (
    <div className={classes.page}>
      <div className={classes.intro}>
        <p className={classes.text}>
          {t(support.length === 0 && people.isSuccess ? 'people.grants_nobody' : 'people.grants_text', {
            name: lawyer.name,
          })}
        </p>
        <Button
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          disabled={support.length === 0}
          onClick={() => setAsking(true)}
        >
          {t('people.grant_new')}
        </Button>
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const grants = pages.flatMap(({ data }) => data);
          if (grants.length === 0) {
            return <EmptyState icon={IconEye} title={t('people.grants_empty')} text={t('people.grants_empty_text')} />;
          }
          return (
            <ul className={classes.list} aria-label={t('people.tab.grants')}>
              {grants.map((grant) => (
                <GrantRow
                  key={grant.id}
                  lawyerId={lawyer.id}
                  grant={grant}
                  name={names.get(grant.staff_id) ?? t('common.nobody')}
                />
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
      {asking && <GrantDialog lawyerId={lawyer.id} people={support} onClose={() => setAsking(false)} />}
    </div>
  );
}

function GrantRow({ lawyerId, grant, name }: { lawyerId: string; grant: ShownGrant; name: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const revoke = useRevokeGrant(lawyerId);
  const area = useFocusReturn<HTMLDivElement>();
  const chats = <NamedChats chats={grant.chats} count={grant.conversation_ids.length} />;
  const isRevoked = grant.revoked_at !== null;
  const isOver = isRevoked || Date.parse(grant.expires_at) <= Date.now();
  const close = () => {
    setAsked(false);
    revoke.reset();
  };
  return (
    <li aria-label={withoutOverrides(name)}>
      <div className={classes.row}>
        <div className={classes.main}>
          <h2 className={classes.name}>
            <SafeText>{name}</SafeText>
            <StateBadge look={isOver ? 'quiet' : 'good'}>
              {t(isRevoked ? 'people.grant_revoked' : isOver ? 'people.grant_over' : 'people.grant_open')}
            </StateBadge>
          </h2>
          <p className={classes.named}>{chats}</p>
          <p className={classes.quiet}>
            {t('people.grant_chats', { count: grant.conversation_ids.length })} · {t('people.grant_until')}{' '}
            <Moment at={grant.revoked_at ?? grant.expires_at} />
          </p>
          <p className={classes.quiet}>
            <SafeText>{grant.reason}</SafeText>
          </p>
        </div>
        <div ref={area} className={classes.buttons}>
          {!isOver && (
            <Button
              variant="outline"
              color="red"
              size="xs"
              aria-label={t('people.grant_revoke_of', { name })}
              onClick={() => setAsked(true)}
            >
              {t('people.grant_revoke')}
            </Button>
          )}
          {asked && (
            <ConfirmDialog
              title={t('people.grant_revoke_of', { name })}
              text={
                <>
                  <span className={classes.named}>{chats}</span>
                  {t('people.grant_revoke_text')}
                </>
              }
              confirm={t('people.grant_revoke')}
              dangerous
              pending={revoke.isPending}
              error={revoke.error}
              onConfirm={() => revoke.mutate(grant.id, { onSuccess: close })}
              onClose={close}
            />
          )}
        </div>
      </div>
    </li>
  );
}
