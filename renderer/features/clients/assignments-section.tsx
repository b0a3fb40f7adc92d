import { Button, NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useLawyers } from '../lawyers/lawyer-queries.ts';
import classes from './client-page.module.css';
import { useAssign, useAssignments, useUnassign } from './client-queries.ts';

interface AssignmentsSectionProps {
  lawyerId: string;
  clientId: string;
}

/** The other lawyers whom a client was given to. With no other lawyer there is nothing to be said of it. */
export function AssignmentsSection({ lawyerId, clientId }: AssignmentsSectionProps) {
  const { t, i18n } = useTranslation();
  const toast = useToast();
  const titleId = useId();
  const [chosen, setChosen] = useState('');
  const lawyers = useLawyers().data ?? [];
  const assignments = useAssignments(lawyerId, clientId);
  const assign = useAssign(lawyerId, clientId);
  const unassign = useUnassign(lawyerId, clientId);
  const given = assignments.data ?? [];
  const free = lawyers.filter(({ id }) => id !== lawyerId && !given.some((one) => one.lawyer_id === id));
  const nameOf = (id: string) => lawyers.find((lawyer) => lawyer.id === id)?.name ?? id;
  const end = (to: string) => {
    const undo = { label: t('common.undo'), run: () => assign.mutate(to) };
    const ended = () => toast({ text: t('clients.assigned.ended', { name: nameOf(to) }), undo });
    unassign.mutate(to, { onSuccess: ended });
  };
  if (lawyers.length < 2 && given.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby={titleId}>
      <h3 className={classes.title} id={titleId}>
        {t('clients.assigned.title')}
      </h3>
      <p className={classes.quiet}>{t('clients.assigned.text')}</p>
      {given.length > 0 && (
        <ul className={classes.list}>
          {given.map(({ lawyer_id: to, created_at: since }) => (
            <li key={to} className={classes.entry}>
              <span>
                <SafeText>{nameOf(to)}</SafeText>{' '}
                <span className={classes.quiet}>
                  {t('clients.assigned.since', { date: formatDate(since, i18n.language) })}
                </span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('clients.assigned.end_of', { name: nameOf(to) })}
                loading={unassign.isPending && unassign.variables === to}
                onClick={() => end(to)}
              >
                {t('clients.assigned.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {free.length > 0 && (
        <div className={classes.actions}>
          <NativeSelect
            size="xs"
            aria-label={t('clients.assigned.to')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[
              { value: '', label: t('clients.assigned.to') },
              ...free.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Button
            size="xs"
            variant="default"
            disabled={chosen === ''}
            loading={assign.isPending}
            onClick={() => assign.mutate(chosen, { onSuccess: () => setChosen('') })}
          >
            {t('clients.assigned.assign')}
          </Button>
        </div>
      )}
      <ProblemLine error={assignments.error ?? assign.error ?? unassign.error} />
    </section>
  );
}
