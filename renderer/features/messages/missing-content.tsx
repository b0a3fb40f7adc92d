import { Button, Loader } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Message } from '../../../main/contract/entities.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useFetchAttachment } from '../attachments/attachment-queries.ts';
import { thumbnailUrl } from '../attachments/attachment-url.ts';
import { FileName } from '../attachments/file-name.tsx';
import { FileWarningList } from '../attachments/file-warning-list.tsx';
import { fileWarnings } from '../attachments/file-warnings.ts';
import { mediaBox } from '../attachments/media-box.ts';
import { unavailableText } from '../attachments/unavailable-text.ts';
import classes from './missing-content.module.css';
import { useThreadContext } from './thread-context.ts';

interface MissingContentProps {
  message: Message;
  attachment: Attachment;
}

/** While a file is on its way and in sight, in ms. */
const LOOK_AGAIN = 10_000;

/** A file that is not here: not yet, or not any more, with what can be done about it. A photo's room is kept for it. */
export function MissingContent({ message, attachment }: MissingContentProps) {
  const { t } = useTranslation();
  const { lawyerId, isReadOnly, onRefresh } = useThreadContext();
  const fetch = useFetchAttachment(lawyerId);
  const isPicture = message.kind === 'image' || message.kind === 'video';
  const box = mediaBox(attachment.width, attachment.height);
  const isPending = attachment.status === 'pending';
  // That a file has come is told with an event; that it was given up is not.
  useEffect(() => {
    if (!isPending) return;
    const timer = setInterval(() => onRefresh(message), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [isPending, message, onRefresh]);
  return (
    <div className={classes.missing}>
      {isPicture && attachment.has_thumbnail && (
        <img
          className={classes.thumbnail}
          src={thumbnailUrl(lawyerId, attachment.id)}
          alt=""
          style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
        />
      )}
      {attachment.file_name !== null && <FileName name={attachment.file_name} />}
      <FileWarningList warnings={fileWarnings(attachment.file_name, null)} />
      <p className={classes.state} role="status">
        {isPending ? <Loader size={14} /> : <IconCloudOff size={16} aria-hidden="true" />}
        <span>
          {isPending
            ? t('attachment.pending')
            : t('attachment.unavailable', { reason: unavailableText(attachment.error, t) })}
        </span>
      </p>
      {!isPending && !isReadOnly && (
        <FetchAgain
          busy={fetch.isPending}
          onPress={() => fetch.mutate(attachment.id, { onSuccess: () => onRefresh(message) })}
        />
      )}
      <ProblemLine error={fetch.error} />
    </div>
  );
}

/** It goes when the file is on its way. */
function FetchAgain({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  const { t } = useTranslation();
  const area = useFocusReturn<HTMLDivElement>();
  return (
    <div ref={area}>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconRefresh size={15} aria-hidden="true" />}
        loading={busy}
        onClick={onPress}
      >
        {t('attachment.fetch')}
      </Button>
    </div>
  );
}
