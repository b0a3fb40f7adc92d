import { Button, Loader } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RouteLink } from '../../routing/route-link.tsx';
import { hasMoved } from '../../ui/has-moved.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './template-choices.module.css';
import { NEW_TEMPLATE, templatesPath } from './templates-path.ts';
import type { TemplateChoice } from './use-template-choice.ts';

/** In CSS pixels, as the style sheet has it. */
const ROW = 34;

interface TemplateChoicesProps {
  lawyerId: string;
  listId: string;
  choice: TemplateChoice;
}

/** The templates to choose from, with how the text of the reached one begins. Whatever has the focus points here. */
export default function TemplateChoices({ lawyerId, listId, choice }: TemplateChoicesProps) {
  const { t } = useTranslation();
  const { all, rows, active, reach, onChoose } = choice;
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active);
  }, [active, virtualizer]);
  const reached = rows[active];
  if (choice.isPending) return <Loader size="sm" />;
  if (choice.isError) {
    return (
      <div className={classes.none} role="alert">
        <p>{t('templates.failed')}</p>
        <Button size="xs" variant="light" onClick={() => void choice.refetch()}>
          {t('app.retry')}
        </Button>
      </div>
    );
  }
  return (
    // The focus stays in the field.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here but the focus kept
    <div className={classes.choices} onMouseDown={(event) => event.preventDefault()}>
      {rows.length === 0 && (
        <p className={classes.none} role="status">
          {t(all === 0 ? 'templates.empty_here' : 'templates.nothing')}
        </p>
      )}
      <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={t('templates.title')}>
        <div className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
              // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and points here
              <div
                key={key}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
                onPointerMove={(event) => hasMoved(event) && reach(index)}
                onClick={() => onChoose(row)}
              >
                <SafeText className={classes.name}>{row.name}</SafeText>
                {row.languages.length > 1 && <span className={classes.quiet}>{row.languages.join(' · ')}</span>}
              </div>
            );
          })}
        </div>
      </div>
      {reached && (
        <p className={classes.beginning}>
          <SafeText className={classes.words}>{reached.beginning}</SafeText>
        </p>
      )}
      <RouteLink className={classes.way} to={templatesPath(lawyerId, all === 0 ? NEW_TEMPLATE : undefined)}>
        {t(all === 0 ? 'templates.make_first' : 'templates.manage')}
      </RouteLink>
    </div>
  );
}
