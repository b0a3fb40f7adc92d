import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { problemText } from '../../ui/problem-text.ts';

interface Read {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  refetch(): unknown;
}

/** What is read: while it is, when it could not be, and when it is there. */
export function WhenRead<Data>({
  query,
  children,
}: {
  query: Read & { data: Data | undefined };
  children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation();
  if (query.data !== undefined && !query.isError) return children(query.data);
  if (query.isPending) return <Loader size="sm" aria-label={t('app.part_loading')} />;
  return (
    <EmptyState icon={IconPlugConnectedX} title={t('directory.failed')} text={problemText(t, query.error)} alarming>
      <Button variant="default" onClick={() => void query.refetch()}>
        {t('app.retry')}
      </Button>
    </EmptyState>
  );
}

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** Reads on in a list. Absent at its end. */
export function MoreButton({ query }: { query: Paged }) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="xs"
      style={{ alignSelf: 'center' }}
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('directory.more')}
    </Button>
  );
}
