import { useTranslation } from 'react-i18next';
import { addressOf } from '../../routing/address.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { LoadCharts } from './load-charts.tsx';
import classes from './numbers-view.module.css';
import { type Days, PERIODS, type PeriodName, toDay } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';
import { WorkNumbers } from './work-numbers.tsx';

/** The figures of a lawyer's work in a period, and how busy this computer was. */
export function NumbersView({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const { path, query } = useRoute();
  const name = periodNamed(query.period);
  const days = daysNamed(query);
  const choose = (next: PeriodName, chosen: Days) => {
    const { period: _, from: __, until: ___, ...rest } = query;
    const range = next === 'custom' ? { from: chosen.from, until: chosen.until } : {};
    navigate(addressOf({ path, query: { ...rest, period: next, ...range } }), { replace: true });
  };
  return (
    <>
      <section className={classes.part} aria-label={t('numbers.work')}>
        <PeriodPicker name={name} days={days} onChoose={choose} />
        <WorkNumbers lawyerId={lawyerId} name={name} days={days} />
      </section>
      <LoadCharts />
    </>
  );
}

function periodNamed(text: string | undefined): PeriodName {
  return PERIODS.find((one) => one === text) ?? '30d';
}

/** Without others, the two weeks up to today. */
function daysNamed({ from, until }: Readonly<Record<string, string>>): Days {
  const now = new Date();
  return {
    from: from ?? toDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 13)),
    until: until ?? toDay(now),
  };
}
