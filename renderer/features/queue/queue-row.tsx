import { Button } from '@mantine/core';
import { IconChecks, IconMessage, IconMoodSmile, IconPencil, IconTrash, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { QueuedAction } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { formatSince } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useTellCancelled } from '../messages/message-queries.ts';
import { CancelQueued } from './cancel-queued.tsx';
import classes from './queue-panel.module.css';
import { actionFailureText, waitingText } from './waiting-text.ts';

const ICONS: Record<QueuedAction['action'], TablerIcon> = {
  send: IconMessage,
  react: IconMoodSmile,
  edit: IconPencil,
  revoke: IconTrash,
  mark_read: IconChecks,
};

interface QueueRowProps {
  lawyerId: string;
  action: QueuedAction;
  title: string;
  onOpen: () => void;
}

export function QueueRow({ lawyerId, action, title, onOpen }: QueueRowProps) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const tellCancelled = useTellCancelled(lawyerId);
  const row = useFocusReturn<HTMLLIElement>();
  const onCancelled = () => {
    // Where the focus came from may go as well, such as the count of what waits.
    if (row.current?.contains(document.activeElement)) row.current.closest('aside')?.focus();
    if (action.action === 'send' && action.message_id !== null) tellCancelled(action.message_id);
  };
  const text = useMessageText(lawyerId, action.message_id);
  const Icon = ICONS[action.action];
  const failed = action.state === 'failed';
  const why = failed
    ? t('queue.failed_row', { why: actionFailureText(action.error, t) })
    : waitingText(action, new Date(), i18n.language, t);
  return (
    <li ref={row} className={classes.row} data-failed={failed || undefined}>
      <span className={classes.icon}>
        <Icon size={18} aria-hidden="true" />
      </span>
      <div className={classes.words}>
        <button type="button" className={classes.chat} onClick={onOpen}>
          <SafeText>{title}</SafeText>
        </button>
        <span className={classes.what}>
          {t(`queue.${action.action}`)}
          {text && (
            <>
              {': '}
              <SafeText>{text}</SafeText>
            </>
          )}
        </span>
        <span className={classes.why}>{why}</span>
        <span className={classes.quiet}>
          {t('queue.accepted', { time: formatSince(action.accepted_at, today, i18n.language) })}
          {action.attempts > 0 && ` · ${t('queue.attempts', { count: action.attempts })}`}
        </span>
        {action.state !== 'sending' && (
          <CancelQueued lawyerId={lawyerId} action={action} onCancelled={onCancelled}>
            {(cancel, isPending) => (
              <Button mt={4} size="compact-xs" variant="default" loading={isPending} onClick={cancel}>
                {t(failed ? 'queue.dismiss' : 'queue.cancel')}
              </Button>
            )}
          </CancelQueued>
        )}
      </div>
    </li>
  );
}

/** What the message says that something is to be done about. */
function useMessageText(lawyerId: string, messageId: string | null): string | undefined {
  const { data } = useQuery({
    queryKey: ['message-text', lawyerId, messageId],
    queryFn: async () =>
      messageId === null ? '' : (await call('messages.get', { lawyer_id: lawyerId, id: messageId })).text,
    enabled: messageId !== null,
  });
  return data;
}
