import { Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../main/contract/entities.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import classes from './completeness-view.module.css';
import { useCompleteness } from './history-queries.ts';

interface CompletenessViewProps {
  lawyerId: string;
  conversationId: string;
}

/** From when to when a chat is known to be complete, and where it is not. */
export function CompletenessView({ lawyerId, conversationId }: CompletenessViewProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const completeness = useCompleteness(lawyerId, conversationId);
  if (completeness.isPending) return <Loader size="sm" />;
  if (!completeness.data) return <p role="alert">{t('completeness.failed')}</p>;
  const { gaps, messages, checked_at: checkedAt } = completeness.data;
  const moment = (time: string) => formatMoment(time, now, i18n.language);
  // Of a chat that was never read through there is nothing to be said but that.
  const isKnown = completeness.data.complete_from !== null;
  const Icon = !isKnown || gaps.length > 0 ? IconCircleDashed : IconCircleCheck;
  return (
    <div className={classes.completeness}>
      <p className={classes.statement} data-whole={Icon === IconCircleCheck || undefined}>
        <Icon size={18} aria-hidden="true" />
        <span>{statement(completeness.data, moment, t)}</span>
      </p>
      {isKnown && gaps.length > 0 && (
        <>
          <h4 className={classes.title}>{t('completeness.gaps')}</h4>
          <ul className={classes.gaps}>
            {gaps.map((gap) => (
              <li key={`${gap.from} ${gap.until} ${gap.reason}`}>
                <strong>{period(gap, moment, t)}</strong>: {t(`completeness.reason.${gap.reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.quiet}>
        {t('completeness.messages', { count: messages })}
        {checkedAt !== null && ` · ${t('completeness.checked', { time: moment(checkedAt) })}`}
      </p>
    </div>
  );
}

/** The whole statement as text, to be copied or printed. */
export function completenessText(known: Completeness, moment: Moment, t: TFunction): string {
  const gaps = known.complete_from === null ? [] : known.gaps;
  const counted = t('completeness.messages', { count: known.messages });
  return [
    statement(known, moment, t),
    ...gaps.map((gap) => `${period(gap, moment, t)}: ${t(`completeness.reason.${gap.reason}`)}`),
    known.checked_at === null
      ? counted
      : `${counted} · ${t('completeness.checked', { time: moment(known.checked_at) })}`,
  ].join('\n');
}

type Moment = (time: string) => string;

function statement(known: Completeness, moment: Moment, t: TFunction): string {
  const { complete_from: from, complete_until: until, reaches_start: reachesStart } = known;
  if (from === null || until === null) return t('completeness.unknown');
  if (reachesStart) return t('completeness.from_start', { until: moment(until) });
  return t('completeness.range', { from: moment(from), until: moment(until) });
}

function period({ from, until }: { from: string | null; until: string | null }, moment: Moment, t: TFunction): string {
  if (from !== null && until !== null)
    return t('completeness.gap_between', { from: moment(from), until: moment(until) });
  if (until !== null) return t('completeness.gap_before', { until: moment(until) });
  if (from !== null) return t('completeness.gap_after', { from: moment(from) });
  return t('completeness.gap_somewhere');
}
