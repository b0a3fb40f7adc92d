import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EventPattern } from '../../../main/contract/events.ts';
import problem from '../../ui/problem-line.module.css';
import { EVENT_FAMILIES, withPattern } from './event-families.ts';
import classes from './event-picker.module.css';

interface EventPickerProps {
  chosen: readonly EventPattern[];
  error: string | undefined;
  onChange: (patterns: EventPattern[]) => void;
}

/** Of which events an address is told: all, families of them, or single types. */
export function EventPicker({ chosen, error, onChange }: EventPickerProps) {
  const { t } = useTranslation();
  const isAll = chosen.includes('*');
  const box = (pattern: EventPattern, label: string = pattern) => (
    <Checkbox
      key={pattern}
      size="xs"
      label={label === pattern ? <bdi className={classes.code}>{pattern}</bdi> : label}
      checked={chosen.includes(pattern)}
      onChange={(event) => onChange(withPattern(chosen, pattern, event.currentTarget.checked))}
    />
  );
  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>{t('directory.hooks.events')}</legend>
      {box('*', t('directory.hooks.events_all'))}
      {!isAll &&
        EVENT_FAMILIES.map(({ family, types }) => (
          <div key={family} className={classes.family}>
            {box(family)}
            {/* A family of one type says no less than that type. */}
            {!chosen.includes(family) && types.length > 1 && (
              <div className={classes.types}>{types.map((type) => box(type))}</div>
            )}
          </div>
        ))}
      {error && (
        <p className={problem.problem} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
