import { Button } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../main/contract/template-preview.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { formatListTime } from '../../ui/format-time.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from './template-list.module.css';
import { useTemplates } from './template-queries.ts';
import { fittingTemplates } from './use-template-choice.ts';

interface TemplateListProps {
  lawyerId: string;
  selected: string | null;
  onOpen: (id: string) => void;
  onNew: () => void;
}

const LIST_ID = 'templates';

/** All templates of a lawyer, as far as they are on the screen. */
export function TemplateList({ lawyerId, selected, onOpen, onNew }: TemplateListProps) {
  const { t } = useTranslation();
  const now = useToday();
  const [typed, setTyped] = useState('');
  const found = useTemplates(lawyerId);
  const all = found.data ?? [];
  const rows = fittingTemplates(all, typed);
  const scroller = useRef<HTMLDivElement>(null);
  if (found.isPending) return <PartLoading />;
  if (found.isError) {
    return (
      <EmptyState title={t('templates.failed')} alarming>
        <Button variant="light" onClick={() => void found.refetch()}>
          {t('app.retry')}
        </Button>
      </EmptyState>
    );
  }
  if (all.length === 0) {
    return (
      <EmptyState icon={IconTemplate} title={t('templates.empty')} text={t('templates.empty_text')}>
        <Button onClick={onNew}>{t('templates.make_first')}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.filters}>
        <FilterField
          label={t('templates.search')}
          maxLength={100}
          value={typed}
          onChange={setTyped}
          onDown={() => scroller.current?.focus()}
        />
        <p className={classes.quiet} role="status">
          {t('templates.count', { count: rows.length })}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={IconTemplate} title={t('templates.nothing')} text={t('templates.nothing_text')} />
      ) : (
        <RowList
          id={LIST_ID}
          label={t('templates.title')}
          rows={rows}
          selected={selected}
          scroller={scroller}
          onOpen={onOpen}
        >
          {(row, place) => <Row {...place} row={row} now={now} onOpen={() => onOpen(row.id)} />}
        </RowList>
      )}
    </>
  );
}

interface RowProps {
  id: string;
  row: TemplateRow;
  selected: boolean;
  now: Date;
  onOpen: () => void;
}

/** The list itself takes the keyboard; a row takes the mouse. */
function Row({ id, row, selected, now, onOpen }: RowProps) {
  const { t, i18n } = useTranslation();
  const { name, variables, languages, updated_at: at } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys are handled by the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and points here
    <div id={id} role="option" aria-selected={selected} className={classes.row} onClick={onOpen}>
      <span className={classes.line}>
        <SafeText className={classes.name}>{name}</SafeText>
        <time className={classes.side} dateTime={at}>
          {formatListTime(at, now, i18n.language, t)}
        </time>
      </span>
      <span className={classes.line}>
        <span className={classes.text}>
          {variables.length === 0 ? t('templates.no_variables') : <bdi>{variables.join(', ')}</bdi>}
        </span>
        <bdi className={classes.side}>{shownLanguages(languages)}</bdi>
      </span>
    </div>
  );
}

/** As many as have room. */
function shownLanguages(languages: readonly string[]): string {
  const rest = languages.length - 3;
  return [...languages.slice(0, 3), ...(rest > 0 ? [`+${rest}`] : [])].join(' · ');
}
