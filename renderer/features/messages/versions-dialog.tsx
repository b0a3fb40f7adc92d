import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useVersions } from './message-queries.ts';
import classes from './versions-dialog.module.css';

interface VersionsDialogProps {
  lawyerId: string;
  message: Message;
  onClose: () => void;
}

/** Every text that an edited message has had, the first one first. */
export function VersionsDialog({ lawyerId, message, onClose }: VersionsDialogProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const versions = useVersions(lawyerId, message.id);
  const texts = [...(versions.data ?? []), { text: message.text, written_at: message.edited_at ?? message.sent_at }];
  return (
    <Dialog title={t('message.versions')} opened onClose={onClose}>
      {versions.isPending && <Loader size="sm" />}
      {versions.isError && <p role="alert">{t('message.versions_failed')}</p>}
      {versions.isSuccess && (
        <ol className={classes.versions}>
          {texts.map(({ text, written_at: writtenAt }, index) => (
            <li key={`${writtenAt} ${text}`}>
              <p className={classes.when}>
                {index === 0 && <strong>{t('message.version_first')} </strong>}
                {index === texts.length - 1 && <strong>{t('message.version_now')} </strong>}
                <time dateTime={writtenAt}>{formatMoment(writtenAt, now, i18n.language)}</time>
              </p>
              <SafeText className={classes.text}>{text}</SafeText>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
