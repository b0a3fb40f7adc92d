import { useTranslation } from 'react-i18next';
import type { Figures, Stats } from '../../../main/contract/stats.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import classes from './numbers-view.module.css';

const SHOWN = ['messages_in', 'messages_out', 'answer_p50', 'answer_p90', 'delivered', 'read', 'new_clients'] as const;
type Shown = (typeof SHOWN)[number];

function shownValue(which: Shown, figures: Figures, locale: string): string | null {
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const share = (value: number | null): string | null =>
    value === null ? null : new Intl.NumberFormat(locale, { style: 'percent' }).format(value);
  const time = (value: number | null): string | null => (value === null ? null : formatDuration(value, locale));
  switch (which) {
    case 'messages_in':
      return number(figures.messages_in);
    case 'messages_out':
      return number(figures.messages_out);
    case 'answer_p50':
      return time(figures.answers.p50_seconds);
    case 'answer_p90':
      return time(figures.answers.p90_seconds);
    case 'delivered':
      return share(figures.delivery_rate);
    case 'read':
      return share(figures.read_rate);
    case 'new_clients':
      return number(figures.new_clients);
  }
}

/** The sums of the period, each with what it was in the one before, as soon as that is counted. */
export function Totals({ now, before }: { now: Stats; before: Stats | null }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  return (
    <dl className={classes.totals}>
      {SHOWN.map((which) => (
        <div key={which}>
          <dt>{t(`numbers.total.${which}`)}</dt>
          <dd>
            <span className={classes.value}>{shownValue(which, now.totals, locale) ?? '–'}</span>
            <span className={classes.before}>
              {before && t('numbers.before', { value: shownValue(which, before.totals, locale) ?? '–' })}
            </span>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('numbers.total.open')}</dt>
        <dd>
          <span className={classes.value}>{new Intl.NumberFormat(locale).format(now.open_conversations)}</span>
          <span className={classes.before}>{t('numbers.at_this_moment')}</span>
        </dd>
      </div>
    </dl>
  );
}
