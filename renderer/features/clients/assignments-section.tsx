import { Button, NativeSelect } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignedStatus, Assignment } from '../../../main/contract/assignment.ts';
import { ASSIGNED_STATUSES } from '../../../main/contract/choices.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { oneOf } from '../../ui/one-of.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useLawyers } from '../lawyers/lawyer-queries.ts';
import { AssignmentRow } from './assignment-row.tsx';
import classes from './client-page.module.css';
import { useAssign, useAssignments, useUnassign } from './client-queries.ts';

interface AssignmentsSectionProps {
  lawyerId: string;
  clientId: string;
}

/** The other lawyers whom a client was given to. With no other lawyer there is nothing to be said of it. */
export function AssignmentsSection({ lawyerId, clientId }: AssignmentsSectionProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const titleId = useId();
  const lawyers = useLawyers().data ?? [];
  const assignments = useAssignments(lawyerId, clientId);
  const assign = useAssign(lawyerId, clientId);
  const unassign = useUnassign(lawyerId, clientId);
  const given = assignments.data ?? [];
  const free = lawyers.filter(({ id }) => id !== lawyerId && !given.some((one) => one.lawyer_id === id));
  const nameOf = (id: string) => lawyers.find((lawyer) => lawyer.id === id)?.name ?? id;
  const end = ({ lawyer_id: to, status }: Assignment) => {
    // As it was before; nobody is given as blocked.
    const former = oneOf(ASSIGNED_STATUSES, status) ?? 'lead';
    const undo = { label: t('common.undo'), run: () => assign.mutate({ to, status: former }) };
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
      {given.length > 0 && <p className={classes.quiet}>{t('clients.assigned.status_text')}</p>}
      {given.length > 0 && (
        <ul className={classes.list}>
          {given.map((assignment) => {
            const to = assignment.lawyer_id;
            const isChanging = assign.isPending && assign.variables.to === to;
            return (
              <AssignmentRow
                key={to}
                assignment={assignment}
                name={nameOf(to)}
                pending={isChanging ? assign.variables.status : null}
                ending={unassign.isPending && unassign.variables === to}
                onStatus={(status) => assign.mutate({ to, status })}
                onEnd={() => end(assignment)}
              />
            );
          })}
        </ul>
      )}
      {free.length > 0 && <Assigning free={free} assign={assign} />}
      <ProblemLine error={assignments.error ?? assign.error ?? unassign.error} />
    </section>
  );
}

interface AssigningProps {
  free: readonly { id: string; name: string }[];
  assign: ReturnType<typeof useAssign>;
}

/** Gives the client to one more lawyer. When there is no other left, it goes. */
function Assigning({ free, assign }: AssigningProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const [as, setAs] = useState<AssignedStatus>('lead');
  const area = useFocusReturn<HTMLDivElement>();
  const choice = useRef<HTMLSelectElement>(null);
  const onSuccess = () => {
    setChosen('');
    setAs('lead');
    // Nobody is chosen now: the button takes no focus until somebody is.
    choice.current?.focus();
  };
  return (
    <div ref={area} className={classes.actions}>
      <NativeSelect
        ref={choice}
        size="xs"
        aria-label={t('clients.assigned.to')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t('clients.assigned.to') },
          ...free.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('clients.assigned.status')}
        value={as}
        onChange={(event) => setAs(oneOf(ASSIGNED_STATUSES, event.currentTarget.value) ?? 'lead')}
        data={ASSIGNED_STATUSES.map((one) => ({ value: one, label: t(`clients.is.${one}`) }))}
      />
      <Button
        size="xs"
        variant="default"
        disabled={chosen === ''}
        loading={assign.isPending && assign.variables.to === chosen}
        onClick={() => assign.mutate({ to: chosen, status: as }, { onSuccess })}
      >
        {t('clients.assigned.assign')}
      </Button>
    </div>
  );
}
