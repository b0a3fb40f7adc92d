import { useTranslation } from 'react-i18next';
import type { Stats, StatsBucket } from '../../../main/contract/stats.ts';
import { Chart } from '../../ui/chart.tsx';
import { durationUnit, formatDuration } from '../../ui/format-duration.ts';
import classes from './numbers-view.module.css';
import { bucketPlaces } from './place-labels.ts';

/** The parts of a period side by side. */
export function WorkCharts({ stats: { buckets }, bucket }: { stats: Stats; bucket: StatsBucket }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const places = bucketPlaces(buckets, bucket, locale, t);
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className={classes.charts}>
      <Chart
        title={t('numbers.messages')}
        kind="bars"
        isWhole
        places={places}
        format={(value) => number.format(value)}
        series={[
          { name: t('numbers.total.messages_in'), values: buckets.map(({ messages_in: count }) => count) },
          { name: t('numbers.total.messages_out'), values: buckets.map(({ messages_out: count }) => count) },
        ]}
      />
      <Chart
        title={t('numbers.answers')}
        kind="lines"
        places={places}
        format={(value) => formatDuration(value, locale)}
        unitOf={durationUnit}
        series={[
          { name: t('numbers.total.answer_p50'), values: buckets.map(({ answers }) => answers.p50_seconds) },
          { name: t('numbers.total.answer_p90'), values: buckets.map(({ answers }) => answers.p90_seconds) },
        ]}
      />
      <Chart
        title={t('numbers.rates')}
        kind="lines"
        places={places}
        format={(value) => share.format(value)}
        series={[
          { name: t('numbers.total.delivered'), values: buckets.map(({ delivery_rate: rate }) => rate) },
          { name: t('numbers.total.read'), values: buckets.map(({ read_rate: rate }) => rate) },
        ]}
      />
      <Chart
        title={t('numbers.total.new_clients')}
        kind="bars"
        isWhole
        places={places}
        format={(value) => number.format(value)}
        series={[{ name: t('numbers.total.new_clients'), values: buckets.map(({ new_clients: count }) => count) }]}
      />
    </div>
  );
}
