import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
    <TextInput
      type="date"
      size="sm"
      label={t(`numbers.${which}`)}
      max={toDay(new Date())}
      value={days[which]}
      onChange={(event) => onChoose(name, { ...days, [which]: event.currentTarget.value })}
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
