import { Button, NativeSelect } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLIENT_ORDERS, CLIENT_STATUSES } from '../../../main/contract/choices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useTyped } from '../search/use-typed.ts';
import classes from './client-list.module.css';
import { type ClientTerms, useClientList } from './client-list-queries.ts';
import { ClientListRow } from './client-row.tsx';

interface ClientListProps {
  lawyerId: string;
  selected: string | null;
  onOpen: (id: string) => void;
}

const LIST_ID = 'clients';
/** In CSS pixels, as the style sheet has it. */
const ROW = 60;

/** All clients of a lawyer, as far as they are on the screen. */
export function ClientList({ lawyerId, selected, onOpen }: ClientListProps) {
  const { t } = useTranslation();
  const now = useToday();
  const [terms, setTerms] = useState<ClientTerms>({ q: '', status: null, order: 'name' });
  const found = useClientList(lawyerId, terms);
  const { clients, hasNextPage, isFetching, fetchNextPage } = found;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: clients.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => clients[index]?.id ?? index,
    overscan: 6,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= clients.length - 20 && hasNextPage && !isFetching) void fetchNextPage();
  }, [lastShown, clients.length, hasNextPage, isFetching, fetchNextPage]);
  const at = clients.findIndex(({ id }) => id === selected);
  const go = (index: number) => {
    const client = clients[Math.max(0, Math.min(clients.length - 1, index))];
    if (!client) return;
    virtualizer.scrollToIndex(clients.indexOf(client));
    onOpen(client.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: clients.length - 1, Enter: at }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const isNarrowed = terms.q.trim() !== '' || terms.status !== null;
  return (
    <>
      <Filters
        terms={terms}
        onChange={(part) => setTerms({ ...terms, ...part })}
        onDown={() => scroller.current?.focus()}
      />
      {found.isPending && <PartLoading />}
      {found.isError && (
        <EmptyState title={t('clients.failed')} alarming>
          <Button variant="light" onClick={() => void found.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {found.isSuccess && clients.length === 0 && (
        <EmptyState
          icon={IconUsers}
          title={t(isNarrowed ? 'clients.nothing' : 'clients.empty')}
          text={t(isNarrowed ? 'clients.nothing_text' : 'clients.empty_text')}
        />
      )}
      {clients.length > 0 && (
        <div
          ref={scroller}
          id={LIST_ID}
          className={classes.list}
          role="listbox"
          aria-label={t('clients.title')}
          aria-activedescendant={shown.some(({ index }) => index === at) ? `${LIST_ID}-${at}` : undefined}
          aria-busy={found.isPlaceholderData}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {shown.map(({ index, key, start }) => {
              const client = clients[index];
              if (!client) return null;
              return (
                <div
                  key={key}
                  className={classes.place}
                  role="presentation"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <ClientListRow
                    id={`${LIST_ID}-${index}`}
                    client={client}
                    selected={index === at}
                    now={now}
                    onOpen={() => onOpen(client.id)}
                  />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </>
  );
}

interface FiltersProps {
  terms: ClientTerms;
  onChange: (part: Partial<ClientTerms>) => void;
  /** From the field one goes on into the list. */
  onDown: () => void;
}

function Filters({ terms, onChange, onDown }: FiltersProps) {
  const { t } = useTranslation();
  const [typed, type] = useTyped(terms.q, (q) => onChange({ q }));
  return (
    <div className={classes.filters}>
      <FilterField label={t('clients.search')} maxLength={200} value={typed} onChange={type} onDown={onDown} />
      <div className={classes.selects}>
        <NativeSelect
          size="xs"
          aria-label={t('clients.status')}
          value={terms.status ?? ''}
          onChange={(event) => onChange({ status: oneOf(CLIENT_STATUSES, event.currentTarget.value) })}
          data={[
            { value: '', label: t('clients.any_status') },
            ...CLIENT_STATUSES.map((value) => ({ value, label: t(`clients.is.${value}`) })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('clients.order')}
          value={terms.order}
          onChange={(event) => onChange({ order: oneOf(CLIENT_ORDERS, event.currentTarget.value) ?? terms.order })}
          data={CLIENT_ORDERS.map((value) => ({ value, label: t(`clients.by.${value}`) }))}
        />
      </div>
    </div>
  );
}
