import { ActionIcon } from '@mantine/core';
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_QUERY_LENGTH } from '../../../main/contract/limits.ts';
import { shortcutHint } from '../../shortcuts/shortcut-hint.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import classes from './find-bar.module.css';
import { isBadQuery } from './search-queries.ts';
import type { Find } from './use-find.ts';
import { useTyped } from './use-typed.ts';

/** What is looked for in the open chat, or in all of them, and the way along it. Escape ends it. */
export function FindBar({ find }: { find: Find }) {
  const { t } = useTranslation();
  const [typed, type] = useTyped(find.terms.q, find.change);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  useShortcut('find.open', () => field.current?.select());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') find.end();
    else return;
    event.preventDefault();
  };
  const label = find.showAll ? t('search.find_all') : t('search.find');
  return (
    <search className={classes.bar} aria-label={label}>
      {find.showAll && (
        <ActionIcon
          className={classes.back ?? ''}
          variant="subtle"
          size="lg"
          aria-label={t('search.back')}
          title={t('search.back')}
          onClick={find.showAll}
        >
          <IconArrowLeft size={19} aria-hidden="true" />
        </ActionIcon>
      )}
      <input
        ref={field}
        className={classes.field}
        type="text"
        dir="auto"
        aria-label={label}
        placeholder={find.isByFilters ? t('search.by_filters') : label}
        maxLength={MAX_QUERY_LENGTH}
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: it comes when one wants to type, or to go along
        autoFocus
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.place} role="status">
        <Place find={find} />
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('search.previous')}
        {...shortcutHint('find.previous', t('search.previous'))}
        {...unless(find.canStep(-1))}
        onClick={() => find.step(-1)}
      >
        <IconChevronDown size={19} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('search.next')}
        {...shortcutHint('find.next', t('search.next'))}
        {...unless(find.canStep(1))}
        onClick={() => find.step(1)}
      >
        <IconChevronUp size={19} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('search.end')}
        {...shortcutHint('find.end', t('search.end'))}
        onClick={find.end}
      >
        <IconX size={18} aria-hidden="true" />
      </ActionIcon>
    </search>
  );
}

/** Which of how many, or why there is none. */
function Place({ find: { terms, found, index, isByFilters } }: { find: Find }) {
  const { t } = useTranslation();
  if (terms.q.trim() === '' && !isByFilters) return null;
  if (found.isError) {
    return <span className={classes.trouble}>{t(isBadQuery(found.error) ? 'search.bad_query' : 'search.failed')}</span>;
  }
  if (found.isPending) return null;
  const count = found.messages.length;
  if (count === 0) return t('search.none');
  if (index < 0) return t(found.hasNextPage ? 'search.found_more' : 'search.found', { count });
  return t(found.hasNextPage ? 'search.place_more' : 'search.place', { index: index + 1, total: count });
}

/** At the last one there is none to go on to. A disabled button would lose the focus. */
function unless(isPossible: boolean) {
  return { 'aria-disabled': !isPossible, 'data-disabled': !isPossible };
}
