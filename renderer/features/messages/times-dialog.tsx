import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { useTimes } from './message-queries.ts';
import classes from './times-dialog.module.css';

interface TimesDialogProps {
  lawyerId: string;
  message: Message;
  onClose: () => void;
}

/** When a message was written, and how far it has come since. */
export function TimesDialog({ lawyerId, message, onClose }: TimesDialogProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const times = useTimes(lawyerId, message.id);
  const row = (what: string, at: string) => (
    <div key={`${what} ${at}`}>
      <dt>{what}</dt>
      <dd>
        <time dateTime={at}>{formatMoment(at, now, i18n.language)}</time>
      </dd>
    </div>
  );
  return (
    <Dialog title={t('message.times_title')} opened onClose={onClose} size={420}>
      {times.isPending && <Loader size="sm" />}
      {times.isError && <p role="alert">{t('message.times_failed')}</p>}
      {times.isSuccess && (
        <>
          <dl className={classes.times}>
            {row(t('message.time.written'), message.sent_at)}
            {row(t('message.time.stored'), message.stored_at)}
            {times.data.map(({ what, at }) => row(t(`message.time.${what}`), at))}
          </dl>
          {times.data.length === 0 && message.direction === 'outbound' && (
            <p className={classes.nothing}>{t('message.times_none')}</p>
          )}
        </>
      )}
    </Dialog>
  );
}
