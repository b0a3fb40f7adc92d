import { IconArrowBackUp, IconDotsVertical, IconMoodPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import classes from './bubble-tools.module.css';
import { actionsFor } from './message-actions.ts';
import { useThreadContext } from './thread-context.ts';

/**
 * Beside a bubble, for whoever points at it or reaches it by keyboard. The menu has everything; only it takes a stop of
 * the Tab key, so that a long chat can still be walked through.
 */
export function BubbleTools({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { isGroup, isReadOnly, onMenu, onReactions, onReply } = useThreadContext();
  const actions = actionsFor(message, isGroup, Date.now());
  if (isReadOnly || actions.length === 0) return null;
  return (
    <span className={classes.tools}>
      {actions.includes('react') && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.tool}
          aria-label={t('message.react')}
          title={t('message.react')}
          onClick={(event) => onReactions(message, event.currentTarget)}
        >
          <IconMoodPlus size={17} aria-hidden="true" />
        </button>
      )}
      {actions.includes('reply') && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.tool}
          aria-label={t('message.reply')}
          title={t('message.reply')}
          onClick={() => onReply(message)}
        >
          <IconArrowBackUp size={17} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        className={classes.tool}
        aria-label={t('message.actions')}
        title={t('message.actions')}
        aria-haspopup="menu"
        onClick={(event) => onMenu(message, event.currentTarget)}
      >
        <IconDotsVertical size={17} aria-hidden="true" />
      </button>
    </span>
  );
}
