import { useTranslation } from 'react-i18next';
import type { Message, QueuedAction } from '../../../main/contract/entities.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { CancelQueued } from '../queue/cancel-queued.tsx';
import { actionFailureText, waitingText } from '../queue/waiting-text.ts';
import classes from './bubble-trouble.module.css';
import { useRetry } from './message-queries.ts';
import { troubleText } from './message-text.ts';
import { useThreadContext } from './thread-context.ts';

interface BubbleTroubleProps {
  message: Message;
  queued: readonly QueuedAction[] | undefined;
}

type Change = QueuedAction & { action: 'react' | 'edit' | 'revoke' };

/** Below a message: why it did not go its way, and what was asked of it and is not done. */
export function BubbleTrouble({ message, queued }: BubbleTroubleProps) {
  const { t } = useTranslation();
  const trouble = message.direction === 'outbound' ? troubleText(message, t) : null;
  return (
    <>
      {trouble !== null && <NotSent message={message} trouble={trouble} />}
      {queued?.filter(isChange).map((change) => (
        <WaitingChange key={change.id} change={change} />
      ))}
    </>
  );
}

function NotSent({ message, trouble }: { message: Message; trouble: string }) {
  const { t } = useTranslation();
  const { isReadOnly, lawyerId, onAgain, onRetryUnsure } = useThreadContext();
  const retry = useRetry(lawyerId);
  const area = useFocusReturn<HTMLParagraphElement>();
  const { status } = message;
  const isOver = status === 'failed' || status === 'cancelled';
  return (
    <p ref={area} className={classes.trouble} data-kind={status}>
      {trouble}{' '}
      {!isReadOnly && isOver && (
        <LinkButton busy={retry.isPending} onClick={() => retry.mutate({ id: message.id, confirm: false })}>
          {t(status === 'cancelled' ? 'message.send_after_all' : 'message.retry')}
        </LinkButton>
      )}
      {!isReadOnly && status === 'unknown' && (
        <LinkButton onClick={() => onRetryUnsure(message)}>{t('message.retry')}</LinkButton>
      )}{' '}
      {!isReadOnly && isOver && message.text !== '' && (
        <LinkButton onClick={() => onAgain(message.text)}>{t('chat.again')}</LinkButton>
      )}
      {retry.isError && <span role="alert"> {t('message.failed', { reason: problemText(t, retry.error) })}</span>}
    </p>
  );
}

function isChange(queued: QueuedAction): queued is Change {
  return queued.action === 'react' || queued.action === 'edit' || queued.action === 'revoke';
}

function WaitingChange({ change }: { change: Change }) {
  const { t, i18n } = useTranslation();
  const { lawyerId } = useThreadContext();
  const area = useFocusReturn<HTMLDivElement>();
  const failed = change.state === 'failed';
  return (
    <div ref={area} className={classes.trouble} data-kind={failed ? 'failed' : 'cancelled'}>
      {failed
        ? t(`message.failed_${change.action}`, { why: actionFailureText(change.error, t) })
        : t(`message.waiting_${change.action}`, { why: waitingText(change, new Date(), i18n.language, t) })}{' '}
      {change.state !== 'sending' && (
        <CancelQueued lawyerId={lawyerId} action={change}>
          {(cancel, isPending) => (
            <LinkButton busy={isPending} onClick={cancel}>
              {t(failed ? 'common.close' : 'common.cancel')}
            </LinkButton>
          )}
        </CancelQueued>
      )}
    </div>
  );
}
