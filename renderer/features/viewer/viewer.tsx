import { ActionIcon, CloseButton, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconMessageCircle } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { useReturnAtEnd } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useCoverWindow } from '../../ui/window-cover.tsx';
import { useSaveAttachment } from '../attachments/attachment-queries.ts';
import { attachmentUrl, thumbnailUrl } from '../attachments/attachment-url.ts';
import { Content } from '../messages/content.tsx';
import { contentOf } from '../messages/message-content.ts';
import { useThreadContext } from '../messages/thread-context.ts';
import classes from './viewer.module.css';

interface ViewerProps {
  lawyerId: string;
  /** The photos and films of the chat, oldest first. */
  pictures: readonly Message[];
  /** The one that was pressed. */
  first: string;
  nameOf: (message: Message) => string;
  /** Another one is shown. */
  onShown?: (id: string) => void;
  /** The oldest of them is shown: perhaps there are older ones. */
  onOldest?: () => void;
  /** Absent where it stands in the chat already. */
  onShowInChat?: (id: string) => void;
  onClose: () => void;
}

/** A photo or a film of the chat in full, and the way to those before and after it. */
export function Viewer({ lawyerId, pictures, first, nameOf, onShown, onOldest, onShowInChat, onClose }: ViewerProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const [shownId, setShownId] = useState(first);
  const save = useSaveAttachment(lawyerId);
  const { isReadOnly } = useThreadContext();
  useCoverWindow(true);
  useReturnAtEnd(true);
  const index = pictures.findIndex(({ id }) => id === shownId);
  const message = pictures[index];
  const before = pictures[index - 1];
  const after = pictures[index + 1];
  const show = (next: Message | undefined) => {
    if (next) {
      setShownId(next.id);
      onShown?.(next.id);
    }
    save.reset();
  };
  const isOldest = message !== undefined && before === undefined;
  useEffect(() => {
    if (isOldest) onOldest?.();
  }, [isOldest, onOldest]);
  const onKeyDown = (event: KeyboardEvent) => {
    // A film that has the focus takes the arrows for itself.
    if (event.target instanceof HTMLMediaElement) return;
    if (event.key === 'ArrowLeft') show(i18n.dir() === 'rtl' ? after : before);
    if (event.key === 'ArrowRight') show(i18n.dir() === 'rtl' ? before : after);
  };
  const attachment = message?.attachment;
  return (
    <Modal.Root
      opened
      onClose={onClose}
      fullScreen
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content ?? '' }}
    >
      <Modal.Content aria-label={t('message.viewer')} onKeyDownCapture={onKeyDown}>
        <div className={classes.header}>
          <div className={classes.who}>
            {message && (
              <>
                <span className={classes.name}>
                  <SafeText>{nameOf(message)}</SafeText>
                </span>
                <time dateTime={message.sent_at}>{formatMoment(message.sent_at, now, i18n.language)}</time>
              </>
            )}
          </div>
          <ProblemLine error={save.error} />
          {message && onShowInChat && (
            <ActionIcon
              variant="subtle"
              color="gray.3"
              size="lg"
              aria-label={t('gallery.show')}
              title={t('gallery.show')}
              onClick={() => onShowInChat(message.id)}
            >
              <IconMessageCircle size={20} aria-hidden="true" />
            </ActionIcon>
          )}
          {attachment?.status === 'stored' && !isReadOnly && (
            <ActionIcon
              variant="subtle"
              color="gray.3"
              size="lg"
              aria-label={t('message.save')}
              title={t('message.save')}
              loading={save.isPending}
              onClick={() => save.mutate(attachment.id)}
            >
              <IconDownload size={20} aria-hidden="true" />
            </ActionIcon>
          )}
          <CloseButton
            className={classes.close ?? ''}
            size="lg"
            aria-label={t('common.close')}
            onClick={onClose}
            data-autofocus
          />
        </div>
        <div className={classes.stage}>
          {message && <Shown key={message.id} lawyerId={lawyerId} message={message} />}
        </div>
        {before && (
          <button
            type="button"
            className={classes.turn}
            data-to="before"
            aria-label={t('message.previous')}
            onClick={() => show(before)}
          >
            <IconChevronLeft size={28} aria-hidden="true" />
          </button>
        )}
        {after && (
          <button
            type="button"
            className={classes.turn}
            data-to="after"
            aria-label={t('message.next')}
            onClick={() => show(after)}
          >
            <IconChevronRight size={28} aria-hidden="true" />
          </button>
        )}
        {message && message.text !== '' && (
          <p className={classes.caption}>
            <SafeText>{message.text}</SafeText>
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

function Shown({ lawyerId, message }: { lawyerId: string; message: Message }) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const { attachment } = message;
  const content = contentOf(message);
  // A gallery also has what is not here, or is something else than it was sent as.
  if (content.type !== 'picture' || !attachment) {
    return (
      <div className={classes.other}>
        <Content message={message} content={content} />
      </div>
    );
  }
  if (failed) return <p role="alert">{t('message.not_playable')}</p>;
  const url = attachmentUrl(lawyerId, attachment.id);
  if (message.kind === 'video') {
    return (
      <video
        className={classes.shown}
        src={url}
        controls
        // A file is saved by our own button alone, for whom it is; what plays elsewhere can be kept there.
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        disableRemotePlayback
        autoPlay
        {...(attachment.has_thumbnail && { poster: thumbnailUrl(lawyerId, attachment.id) })}
        onError={() => setFailed(true)}
      />
    );
  }
  return <img className={classes.shown} src={url} alt={t('kind.image')} onError={() => setFailed(true)} />;
}
