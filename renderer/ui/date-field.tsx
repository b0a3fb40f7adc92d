import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MonthGrid } from './month-grid.tsx';
import {
  type DateKind,
  type DatePart,
  isNoDate,
  moveDate,
  partAt,
  patternOf,
  placeOf,
  readDate,
  writeDate,
} from './typed-date.ts';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'placeholder' | 'rightSection'> {
  kind: DateKind;
  label: string;
  /** `2026-11-29`, `21:50` or `2026-11-29T21:50`; empty: nothing, or what is none. */
  value: string;
  onChange: (value: string) => void;
  /** The last day that the month offers. */
  max?: string;
}

/**
 * A day, a time or both, typed and shown as the window's language writes it: the fields that Chromium has for it are in the
 * system's. The keys up and down change the part that one is at.
 */
export function DateField({ kind, label, value: given, onChange, max, error, ...input }: DateFieldProps) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const value = isNoDate(given) ? '' : given;
  /** Null: what is written is the value. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<DatePart | null>(null);
  useLayoutEffect(() => {
    if (selected === null) return;
    const place = placeOf(value, kind, locale, selected);
    if (place) field.current?.setSelectionRange(place.start, place.end);
  }, [selected, value, kind, locale]);

  const pattern = patternOf(kind, locale, (part) => t(`date.part.${part}`));
  const isWrong = isLeft && typed !== null && typed.trim() !== '' && readDate(typed, kind, locale) === null;
  const now = localNow();
  const today = kind === 'moment' ? now : kind === 'day' ? now.slice(0, 10) : now.slice(11);

  const take = (next: string) => {
    setTyped(null);
    onChange(next);
  };
  const leave = () => {
    setSelected(null);
    if (typed === null) return;
    const read = readDate(typed, kind, locale);
    setLeft(true);
    if (read !== null) take(read);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') leave();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') {
      setSelected(null);
      return;
    }
    event.preventDefault();
    if (event.altKey && kind !== 'time') {
      setOpen(true);
      return;
    }
    const known = typed === null ? value : (readDate(typed, kind, locale) ?? '');
    const { type } = partAt(known, kind, locale, event.currentTarget.selectionStart ?? 0);
    take(known === '' ? today : moveDate(known, kind, type, event.key === 'ArrowUp' ? 1 : -1));
    setSelected(type);
  };
  const choose = (day: string) => {
    setOpen(false);
    take(kind === 'moment' ? `${day}T${(value || now).slice(11)}` : day);
  };

  const calendar = kind !== 'time' && (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('date.choose', { field: label })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconCalendar size={16} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('date.choose', { field: label })}>
        <MonthGrid day={(value || today).slice(0, 10)} isChosen={value !== ''} max={max} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      {...input}
      ref={field}
      label={label}
      autoComplete="off"
      placeholder={pattern}
      value={typed ?? writeDate(value, kind, locale)}
      error={isWrong ? t(kind === 'time' ? 'date.no_time' : 'date.no_day', { pattern }) : error}
      rightSection={calendar}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        setLeft(false);
        setSelected(null);
        onChange(readDate(text, kind, locale, false) ?? '');
      }}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}

/** This computer's clock, as a value of both. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
