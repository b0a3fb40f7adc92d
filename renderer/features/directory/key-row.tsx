import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Key } from '../../../main/contract/key.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useReached } from '../../ui/use-reached.ts';
import classes from './directory-parts.module.css';
import { Fact, Facts } from './facts.tsx';
import { type MadeKey, useRevokeKey } from './key-queries.ts';
import { keyPrefix, keyState, LOOK_OF_KEY } from './key-state.ts';
import { Moment } from './moment.tsx';
import { RollKeyDialog } from './roll-key-dialog.tsx';
import { StateBadge } from './state-badge.tsx';

interface KeyRowProps {
  lawyerId: string;
  apiKey: Key;
  practice: boolean;
  /** One has come for this one. */
  isReached: boolean;
  onMade: (made: MadeKey) => void;
}

export function KeyRow({ lawyerId, apiKey, practice, isReached, onMade }: KeyRowProps) {
  const { t } = useTranslation();
  const row = useReached<HTMLLIElement>(isReached);
  const state = keyState(apiKey, new Date());
  const { name, scopes, created_at, expires_at, last_used_at, revoked_at } = apiKey;
  return (
    <li ref={row} tabIndex={-1} aria-label={withoutOverrides(name)}>
      <div className={classes.row}>
        <div className={classes.main}>
          <h2 className={classes.name}>
            <SafeText>{name}</SafeText>
            <StateBadge look={LOOK_OF_KEY[state]}>{t(`directory.keys.state.${state}`)}</StateBadge>
          </h2>
          <Facts>
            <Fact label={t('directory.keys.prefix')}>
              <bdi dir="ltr" className={classes.code}>
                {keyPrefix(apiKey, practice)}
              </bdi>
            </Fact>
            <Fact label={t('directory.keys.created')}>
              <Moment at={created_at} />
            </Fact>
            <Fact label={t('directory.keys.last_used')}>
              {last_used_at === null ? t('directory.keys.never_used') : <Moment at={last_used_at} />}
            </Fact>
            {revoked_at === null ? (
              <Fact label={t('directory.keys.expires')}>
                {expires_at === null ? t('directory.keys.expires_never') : <Moment at={expires_at} />}
              </Fact>
            ) : (
              <Fact label={t('directory.keys.revoked')}>
                <Moment at={revoked_at} />
              </Fact>
            )}
          </Facts>
          <p className={classes.quiet}>
            {t('directory.keys.scopes')}:{' '}
            {scopes === null ? t('directory.keys.scopes_all') : <bdi className={classes.code}>{scopes.join(', ')}</bdi>}
          </p>
        </div>
        {(state === 'active' || state === 'replaced') && (
          <KeyActions lawyerId={lawyerId} apiKey={apiKey} canRoll={state === 'active'} onMade={onMade} />
        )}
      </div>
    </li>
  );
}

interface KeyActionsProps extends Omit<KeyRowProps, 'practice' | 'isReached'> {
  canRoll: boolean;
}

function KeyActions({ lawyerId, apiKey, canRoll, onMade }: KeyActionsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'roll' | 'revoke' | null>(null);
  const revoke = useRevokeKey(lawyerId);
  const area = useFocusReturn<HTMLDivElement>();
  const { name } = apiKey;
  const close = () => {
    setAsked(null);
    revoke.reset();
  };
  return (
    <div ref={area} className={classes.buttons}>
      {canRoll && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('directory.keys.roll_of', { name })}
          onClick={() => setAsked('roll')}
        >
          {t('directory.keys.roll')}
        </Button>
      )}
      <Button
        variant="outline"
        color="red"
        size="xs"
        aria-label={t('directory.keys.revoke_of', { name })}
        onClick={() => setAsked('revoke')}
      >
        {t('directory.keys.revoke')}
      </Button>
      {asked === 'roll' && (
        <RollKeyDialog
          lawyerId={lawyerId}
          apiKey={apiKey}
          onMade={(made) => {
            setAsked(null);
            onMade(made);
          }}
          onClose={close}
        />
      )}
      {asked === 'revoke' && (
        <ConfirmDialog
          title={t('directory.keys.revoke_title', { name })}
          text={t('directory.keys.revoke_text')}
          confirm={t('directory.keys.revoke')}
          dangerous
          pending={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate({ id: apiKey.id }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </div>
  );
}
