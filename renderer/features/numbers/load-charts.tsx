import { Loader, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE_SPANS } from '../../../main/contract/choices.ts';
import type { SampleSeries, SampleSpan } from '../../../main/contract/samples.ts';
import { Chart } from '../../ui/chart.tsx';
import { formatSize } from '../../ui/format-size.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { useSamples } from './number-queries.ts';
import classes from './numbers-view.module.css';
import { momentPlaces } from './place-labels.ts';

/** How much waited and how much memory the app held, over the last day or month. */
export function LoadCharts() {
  const { t } = useTranslation();
  const [span, setSpan] = useState<SampleSpan>('day');
  const { data, isPending, refetch } = useSamples(span);
  return (
    <section className={classes.part} aria-label={t('numbers.load')}>
      <h2 className={classes.title}>{t('numbers.load')}</h2>
      <div className={classes.picker}>
        <NativeSelect
          size="sm"
          label={t('numbers.span')}
          value={span}
          data={SAMPLE_SPANS.map((value) => ({ value, label: t(`numbers.span_${value}`) }))}
          onChange={(event) => setSpan(oneOf(SAMPLE_SPANS, event.currentTarget.value) ?? span)}
        />
      </div>
      {isPending && <Loader size="sm" aria-label={t('app.part_loading')} />}
      {!isPending && !data && (
        <p role="alert">
          {t('numbers.load_failed')} <LinkButton onClick={() => void refetch()}>{t('app.retry')}</LinkButton>
        </p>
      )}
      {data && <Charts series={data} span={span} />}
    </section>
  );
}

function Charts({ series: { times, values }, span }: { series: SampleSeries; span: SampleSpan }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const places = momentPlaces(times, span, locale);
  const number = new Intl.NumberFormat(locale);
  return (
    <div className={classes.charts}>
      <Chart
        title={t('numbers.waiting')}
        kind="lines"
        isWhole
        places={places}
        format={(value) => number.format(value)}
        series={[
          { name: t('numbers.outbox_waiting'), values: values.outbox_waiting },
          { name: t('numbers.webhooks_waiting'), values: values.webhooks_waiting },
        ]}
      />
      <Chart
        title={t('numbers.memory')}
        kind="lines"
        places={places}
        format={(value) => formatSize(value, locale)}
        series={[
          { name: t('numbers.memory_main'), values: values.memory_main },
          { name: t('numbers.memory_pages'), values: values.memory_pages },
        ]}
      />
    </div>
  );
}
