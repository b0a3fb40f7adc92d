import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Staff } from '../../../main/contract/staff.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useReached } from '../../ui/use-reached.ts';
import classes from '../directory/directory-parts.module.css';
import { Moment } from '../directory/moment.tsx';
import { StateBadge } from '../directory/state-badge.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { PersonDetailsDialog } from './person-details-dialog.tsx';
import { useChangeStaff } from './staff-queries.ts';

interface PersonRowProps {
  person: Staff;
  /** One has come for this one. */
  isReached: boolean;
  isSelf: boolean;
  /** The last who may sign in as an owner stays one. */
  isLastOwner: boolean;
}

export function PersonRow({ person, isReached, isSelf, isLastOwner }: PersonRowProps) {
  const { t } = useTranslation();
  const row = useReached<HTMLLIElement>(isReached);
  const { name, email, role, is_active: isActive, last_sign_in_at: lastSignIn } = person;
  return (
    <li ref={row} tabIndex={-1} aria-label={withoutOverrides(name)}>
      <div className={classes.row}>
        <Avatar name={name} size={38} />
        <div className={classes.main}>
          <h2 className={classes.name}>
            <SafeText>{name}</SafeText>
            <StateBadge look={role === 'owner' ? 'good' : 'quiet'}>{t(`people.role.${role}`)}</StateBadge>
            {isSelf && <StateBadge look="quiet">{t('people.self')}</StateBadge>}
            {!isActive && <StateBadge look="notice">{t('people.inactive')}</StateBadge>}
          </h2>
          <p className={classes.quiet}>
            <SafeText>{email}</SafeText>
          </p>
          <p className={classes.quiet}>
            {lastSignIn === null ? (
              t('people.never_signed_in')
            ) : (
              <>
                {t('people.last_sign_in')} <Moment at={lastSignIn} />
              </>
            )}
          </p>
          {isLastOwner && <p className={classes.quiet}>{t('people.last_owner')}</p>}
        </div>
        <PersonActions person={person} isLastOwner={isLastOwner} />
      </div>
    </li>
  );
}

function PersonActions({ person, isLastOwner }: Pick<PersonRowProps, 'person' | 'isLastOwner'>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'details' | 'role' | 'password' | 'inactive' | null>(null);
  const change = useChangeStaff();
  const area = useFocusReturn<HTMLDivElement>();
  const { name } = person;
  const other = person.role === 'owner' ? 'support' : 'owner';
  const close = () => {
    setAsked(null);
    change.reset();
  };
  return (
    <div ref={area} className={classes.buttons}>
      <Button
        variant="default"
        size="xs"
        aria-label={t('people.edit_of', { name })}
        onClick={() => setAsked('details')}
      >
        {t('people.edit')}
      </Button>
      {!isLastOwner && (
        <Button
          variant="default"
          size="xs"
          aria-label={t(`people.make_${other}_of`, { name })}
          onClick={() => setAsked('role')}
        >
          {t(`people.make_${other}`)}
        </Button>
      )}
      <Button
        variant="default"
        size="xs"
        aria-label={t('people.reset_of', { name })}
        onClick={() => setAsked('password')}
      >
        {t('people.reset')}
      </Button>
      {person.is_active && !isLastOwner && (
        <Button
          variant="outline"
          color="red"
          size="xs"
          aria-label={t('people.deactivate_of', { name })}
          onClick={() => setAsked('inactive')}
        >
          {t('people.deactivate')}
        </Button>
      )}
      {!person.is_active && (
        <Button
          variant="default"
          size="xs"
          loading={change.isPending}
          aria-label={t('people.activate_of', { name })}
          onClick={() => change.mutate({ id: person.id, is_active: true })}
        >
          {t('people.activate')}
        </Button>
      )}
      {asked === null && <ProblemLine error={change.error} />}
      {asked === 'details' && <PersonDetailsDialog person={person} onClose={close} />}
      {asked === 'role' && (
        <ConfirmDialog
          title={t(`people.make_${other}_of`, { name })}
          text={t(`people.make_${other}_text`)}
          confirm={t(`people.make_${other}`)}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ id: person.id, role: other }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'inactive' && (
        <ConfirmDialog
          title={t('people.deactivate_of', { name })}
          text={t('people.deactivate_text')}
          confirm={t('people.deactivate')}
          dangerous
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ id: person.id, is_active: false }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'password' && <PasswordDialog person={person} onClose={close} />}
    </div>
  );
}
