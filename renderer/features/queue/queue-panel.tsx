import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '../../ui/side-panel.tsx';
import classes from './queue-panel.module.css';
import { useQueue } from './queue-queries.ts';
import { QueueRow } from './queue-row.tsx';

interface QueuePanelProps {
  lawyerId: string;
  /** Chats that are known, to name what is waiting for them. */
  titles: ReadonlyMap<string, string>;
  onOpen: (conversationId: string) => void;
  onClose: () => void;
}

/** Everything that waits to be done in WhatsApp, in order, with why it waits. */
export function QueuePanel({ lawyerId, titles, onOpen, onClose }: QueuePanelProps) {
  const { t } = useTranslation();
  const queue = useQueue(lawyerId);
  return (
    <SidePanel title={t('queue.title')} onClose={onClose}>
      {queue.isPending && <Loader size="sm" />}
      {queue.isError && !queue.data && <p role="alert">{t('queue.failed')}</p>}
      {queue.data?.actions.length === 0 && <p className={classes.quiet}>{t('queue.empty')}</p>}
      {queue.data && queue.data.actions.length > 0 && (
        <ul className={classes.rows}>
          {queue.data.actions.map((action) => (
            <QueueRow
              key={action.id}
              lawyerId={lawyerId}
              action={action}
              title={titles.get(action.conversation_id) ?? t('queue.chat')}
              onOpen={() => onOpen(action.conversation_id)}
            />
          ))}
        </ul>
      )}
      {queue.data?.hasMore && <p className={classes.quiet}>{t('queue.more')}</p>}
    </SidePanel>
  );
}
