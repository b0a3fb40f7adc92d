import { CloseButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-field.module.css';

interface FilterFieldProps {
  label: string;
  maxLength: number;
  value: string;
  onChange: (value: string) => void;
  /** The arrow down: into the list. */
  onDown: () => void;
}

/** What is typed above a list leaves of it what fits. */
export function FilterField({ label, maxLength, value, onChange, onDown }: FilterFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.box}>
      <IconSearch size={17} aria-hidden="true" />
      <input
        ref={field}
        className={classes.field}
        type="text"
        dir="auto"
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          onDown();
        }}
      />
      {value !== '' && (
        <CloseButton
          size="sm"
          aria-label={t('search.clear_words')}
          onClick={() => {
            onChange('');
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}
