import { IconPaperclip, IconUser, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/date-field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useConversation } from '../chats/chat-queries.ts';
import { displayTitle } from '../chats/display-title.ts';
import { PersonDialog } from './person-dialog.tsx';
import classes from './search-filters.module.css';
import { isNarrowed, NO_TERMS, type SearchTerms } from './search-terms.ts';

const KINDS = [
  ...(['image', 'video', 'voice', 'audio', 'document'] as const),
  ...(['sticker', 'location', 'contacts', 'poll', 'call'] as const),
];

interface SearchFiltersProps {
  lawyerId: string;
  terms: SearchTerms;
  onChange: (part: Partial<SearchTerms>) => void;
}

/** What the search is narrowed down to, each a chip. */
export function SearchFilters({ lawyerId, terms, onChange }: SearchFiltersProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.filters} aria-label={t('search.filters')}>
      <PersonChip lawyerId={lawyerId} chat={terms.chat} onChange={(chat) => onChange({ chat })} />
      <Day label={t('search.from')} day={terms.from} onChange={(from) => onChange({ from })} />
      <Day label={t('search.until')} day={terms.until} onChange={(until) => onChange({ until })} />
      <Choice
        label={t('search.direction')}
        value={terms.direction}
        onChange={(value) => onChange({ direction: value === 'inbound' || value === 'outbound' ? value : null })}
      >
        <option value="">{t('search.direction_any')}</option>
        <option value="inbound">{t('search.inbound')}</option>
        <option value="outbound">{t('search.outbound')}</option>
      </Choice>
      <Choice label={t('search.kind')} value={terms.kind} onChange={(kind) => onChange({ kind })}>
        <option value="">{t('search.kind_any')}</option>
        <option value="text">{t('search.kind_text')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </Choice>
      <button
        type="button"
        className={classes.chip}
        aria-pressed={terms.hasFile}
        onClick={() => onChange({ hasFile: !terms.hasFile })}
      >
        <IconPaperclip size={15} aria-hidden="true" />
        {t('search.file')}
      </button>
      {isNarrowed(terms) && (
        <button type="button" className={classes.clear} onClick={() => onChange({ ...NO_TERMS, q: terms.q })}>
          {t('search.clear')}
        </button>
      )}
    </fieldset>
  );
}

interface PersonChipProps {
  lawyerId: string;
  chat: string | null;
  onChange: (chat: string | null) => void;
}

function PersonChip({ lawyerId, chat, onChange }: PersonChipProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const chip = useRef<HTMLButtonElement>(null);
  const { data: chosen } = useConversation(lawyerId, chat);
  const answer = (id?: string) => {
    setAsking(false);
    if (id !== undefined) onChange(id);
    // The dialog is gone only when this is drawn.
    requestAnimationFrame(() => chip.current?.focus());
  };
  return (
    <span className={classes.pair}>
      <button
        ref={chip}
        type="button"
        className={classes.chip}
        aria-pressed={chat !== null}
        onClick={() => setAsking(true)}
      >
        <IconUser size={15} aria-hidden="true" />
        {chat === null ? (
          t('search.person')
        ) : (
          <SafeText className={classes.name}>{chosen ? displayTitle(chosen) : '…'}</SafeText>
        )}
      </button>
      {chat !== null && (
        <button
          type="button"
          className={classes.remove}
          aria-label={t('search.person_any')}
          title={t('search.person_any')}
          onClick={() => {
            onChange(null);
            chip.current?.focus();
          }}
        >
          <IconX size={14} aria-hidden="true" />
        </button>
      )}
      {asking && <PersonDialog lawyerId={lawyerId} onChoose={answer} onClose={() => answer()} />}
    </span>
  );
}

/** It looks like the chips beside it. */
const DAY_CLASSES = {
  root: `${classes.chip} ${classes.dayChip}`,
  label: classes.dayLabel ?? '',
  wrapper: classes.dayWrapper ?? '',
  input: classes.day ?? '',
  error: classes.dayError ?? '',
};

interface DayProps {
  label: string;
  day: string | null;
  onChange: (day: string | null) => void;
}

function Day({ label, day, onChange }: DayProps) {
  return (
    <DateField
      kind="day"
      variant="unstyled"
      size="xs"
      label={label}
      classNames={DAY_CLASSES}
      data-on={day !== null || undefined}
      value={day ?? ''}
      onChange={(value) => onChange(value || null)}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <select
      className={classes.chip}
      aria-label={label}
      data-on={value !== null || undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    >
      {children}
    </select>
  );
}
