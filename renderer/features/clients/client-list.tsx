import { Button, NativeSelect } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLIENT_ORDERS, CLIENT_STATUSES } from '../../../main/contract/choices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { RowList } from '../../ui/row-list.tsx';
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

/** All clients of a lawyer, as far as they are on the screen. */
export function ClientList({ lawyerId, selected, onOpen }: ClientListProps) {
  const { t } = useTranslation();
  const now = useToday();
  const [terms, setTerms] = useState<ClientTerms>({ q: '', status: null, order: 'name' });
  const found = useClientList(lawyerId, terms);
  const { clients, hasNextPage, isFetching, fetchNextPage } = found;
  const scroller = useRef<HTMLDivElement>(null);
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
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
        <RowList
          id={LIST_ID}
          label={t('clients.title')}
          rows={clients}
          selected={selected}
          isBusy={found.isPlaceholderData}
          scroller={scroller}
          onOpen={onOpen}
          onNearEnd={onNearEnd}
        >
          {(client, place) => <ClientListRow {...place} client={client} now={now} onOpen={() => onOpen(client.id)} />}
        </RowList>
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
