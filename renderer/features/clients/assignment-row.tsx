import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssignedStatus, Assignment } from '../../../main/contract/assignment.ts';
import { ASSIGNED_STATUSES } from '../../../main/contract/choices.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { formatDate } from '../../ui/format-time.ts';
import { oneOf } from '../../ui/one-of.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './client-page.module.css';

interface AssignmentRowProps {
  assignment: Assignment;
  /** Of the lawyer whom the client was given to. */
  name: string;
  /** What the status is being changed to. */
  pending: AssignedStatus | null;
  ending: boolean;
  onStatus: (status: AssignedStatus) => void;
  onEnd: () => void;
}

/** A lawyer whom the client was given to, since when, and as what. */
export function AssignmentRow({ assignment, name, pending, ending, onStatus, onEnd }: AssignmentRowProps) {
  const { t, i18n } = useTranslation();
  const { status, created_at: since } = assignment;
  const row = useFocusReturn<HTMLLIElement>();
  const shown = pending ?? status;
  const isGiven = oneOf(ASSIGNED_STATUSES, shown) !== null;
  return (
    <li ref={row} className={classes.entry}>
      <span>
        <SafeText>{name}</SafeText>{' '}
        <span className={classes.quiet}>{t('clients.assigned.since', { date: formatDate(since, i18n.language) })}</span>
      </span>
      <span className={classes.controls}>
        <NativeSelect
          size="xs"
          aria-label={t('clients.assigned.status_of', { name })}
          value={shown}
          onChange={(event) => {
            const chosen = oneOf(ASSIGNED_STATUSES, event.currentTarget.value);
            if (chosen && pending === null) onStatus(chosen);
          }}
          data={[
            ...(isGiven ? [] : [{ value: shown, label: t(`clients.is.${shown}`), disabled: true }]),
            ...ASSIGNED_STATUSES.map((one) => ({ value: one, label: t(`clients.is.${one}`) })),
          ]}
        />
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('clients.assigned.end_of', { name })}
          loading={ending}
          onClick={onEnd}
        >
          {t('clients.assigned.end')}
        </Button>
      </span>
    </li>
  );
}
