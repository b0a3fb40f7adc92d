import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/date-field.tsx';
import classes from './numbers-view.module.css';
import { type Days, PERIODS, type PeriodName, toDay } from './period.ts';

interface PeriodPickerProps {
  name: PeriodName;
  days: Days;
  onChoose: (name: PeriodName, days: Days) => void;
}

/** Of which time the figures are. */
export function PeriodPicker({ name, days, onChoose }: PeriodPickerProps) {
  const { t } = useTranslation();
  const field = (which: keyof Days) => (
    <DateField
      kind="day"
      size="sm"
      label={t(`numbers.${which}`)}
      max={toDay(new Date())}
      value={days[which]}
      onChange={(day) => onChoose(name, { ...days, [which]: day })}
    />
  );
  return (
    <div className={classes.picker}>
      <NativeSelect
        size="sm"
        label={t('numbers.period')}
        value={name}
        data={PERIODS.map((value) => ({ value, label: t(`numbers.period_${value}`) }))}
        onChange={(event) => {
          const chosen = PERIODS.find((one) => one === event.currentTarget.value);
          if (chosen) onChoose(chosen, days);
        }}
      />
      {name === 'custom' && field('from')}
      {name === 'custom' && field('until')}
    </div>
  );
}
