import { Button, VisuallyHidden } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundMessage } from '../../../main/contract/message-lists.ts';
import type { ScreenProps } from '../../routing/screen.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { TimeLeft } from '../../ui/time-left.tsx';
import { useTimeLeft } from '../../ui/use-time-left.ts';
import { chatsPath } from '../chats/selection.ts';
import { FoundList } from './found-list.tsx';
import { foundId, foundRows, isChoice } from './found-rows.ts';
import { SearchField } from './search-field.tsx';
import { SearchFilters } from './search-filters.tsx';
import { isBadQuery, useChatSearch, useFoundMessages } from './search-queries.ts';
import classes from './search-screen.module.css';
import {
  foundAddress,
  isAsked,
  isNarrowed,
  NO_TERMS,
  readTerms,
  type SearchTerms,
  searchAddress,
} from './search-terms.ts';
import { useEnter } from './use-enter.ts';

const LIST_ID = 'found';

/** Everything that a lawyer's chats hold, by words and by what it is narrowed down to. What is asked stands in the address. */
export default function SearchScreen({ lawyer }: ScreenProps) {
  const { t } = useTranslation();
  const { query } = useRoute();
  const { navigate, place } = useRouter();
  const terms = readTerms(query);
  const found = useFoundMessages(lawyer.id, terms);
  const people = useChatSearch(lawyer.id, terms.q);
  const asked = isAsked(terms);
  // Who narrows the messages down does not look for a chat.
  const chats = isNarrowed(terms) ? NONE : people.chats;
  const messages = asked ? found.messages : NONE;
  const rows = useMemo(() => foundRows(chats, messages), [chats, messages]);
  const [reached, setReached] = useState<string | null>(query.at ?? null);
  const active = rows.findIndex((row) => isChoice(row) && foundId(row) === reached);

  // What is shown until the answer is there was found by other terms.
  const foundBy = useRef(terms);
  if (found.isAnswered) foundBy.current = terms;

  const change = (part: Partial<SearchTerms>) => {
    setReached(null);
    if (part.q === undefined) enter.forget();
    navigate(searchAddress(lawyer.id, { ...readTerms(place().query), ...part }), { replace: true });
  };
  const openMessage = (message: FoundMessage) => {
    // So that one comes back to it.
    if (found.isAnswered) navigate(searchAddress(lawyer.id, terms, message.id), { replace: true });
    navigate(foundAddress(lawyer.id, message.conversation_id, foundBy.current, message.id));
  };
  const open = (index: number) => {
    const row = rows[index];
    if (row?.kind === 'message') openMessage(row.message);
    if (row?.kind === 'chat') navigate(chatsPath(lawyer.id, { kind: 'chat', id: row.chat.id }));
  };
  const move = (by: 1 | -1) => {
    const choices = rows.flatMap((row, index) => (isChoice(row) ? [index] : []));
    const next = choices.indexOf(active) + by;
    const row = rows[choices[Math.max(0, Math.min(choices.length - 1, next))] ?? -1];
    if (row && isChoice(row)) setReached(foundId(row));
  };
  const isAnswered = !asked || (found.isAnswered && (isNarrowed(terms) || people.isAnswered));
  const enter = useEnter(terms.q, isAnswered, () => open(active < 0 ? rows.findIndex(isChoice) : active));
  const isEmpty = asked && !found.isPending && !found.isError && rows.length === 0;
  return (
    <section className={classes.screen} aria-label={t('search.title')}>
      <VisuallyHidden component="h1">{t('search.title')}</VisuallyHidden>
      <header className={classes.header}>
        <SearchField
          words={terms.q}
          listId={LIST_ID}
          activeId={active < 0 ? undefined : `${LIST_ID}-${active}`}
          isOpen={rows.length > 0}
          onChange={(q) => change({ q })}
          onMove={move}
          onEnter={enter.press}
          onElse={enter.forget}
        />
        <SearchFilters lawyerId={lawyer.id} terms={terms} onChange={change} />
        <FoundCount found={found} asked={asked} count={messages.length} />
      </header>
      {!asked && <EmptyState icon={IconSearch} title={t('search.hint_title')} text={t('search.hint_text')} />}
      {asked && found.isPending && <PartLoading />}
      {asked && found.isError && (
        <EmptyState title={t(isBadQuery(found.error) ? 'search.bad_query' : 'search.failed')} alarming>
          {!isBadQuery(found.error) && (
            <Button variant="light" onClick={() => void found.refetch()}>
              {t('app.retry')}
            </Button>
          )}
        </EmptyState>
      )}
      {isEmpty && (
        <EmptyState icon={IconSearchOff} title={t('search.nothing_title')} text={t('search.nothing_text')}>
          {isNarrowed(terms) && (
            <Button variant="light" onClick={() => change({ ...NO_TERMS, q: terms.q })}>
              {t('search.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <FoundList
          id={LIST_ID}
          rows={rows}
          chats={found.chats}
          active={active}
          isOld={!isAnswered}
          onOpen={open}
          onEnter={() => enter.press(terms.q)}
          onMove={move}
          onEnd={() => {
            if (found.hasNextPage && !found.isFetching) void found.fetchNextPage();
          }}
        />
      )}
    </section>
  );
}

const NONE: [] = [];

interface FoundCountProps {
  found: ReturnType<typeof useFoundMessages>;
  asked: boolean;
  count: number;
}

/** How much was found, and whether something can be missing from it. */
function FoundCount({ found, asked, count }: FoundCountProps) {
  const { t } = useTranslation();
  const { last, hasNextPage } = found;
  const percent = last?.indexed_percent ?? 100;
  const left = useTimeLeft(asked && last?.is_partial && percent < 100 ? percent / 100 : null);
  return (
    <p className={classes.count} role="status">
      {asked && count > 0 && t(hasNextPage ? 'search.found_more' : 'search.found', { count })}{' '}
      {asked && last?.is_partial && (
        <span className={classes.partial}>
          {percent < 100 ? t('search.partial', { percent: percent / 100 }) : t('search.partial_new')}
          <TimeLeft seconds={left} />
        </span>
      )}
    </p>
  );
}
