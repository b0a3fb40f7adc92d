import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { kindText } from './message-text.ts';
import classes from './quote.module.css';
import { senderName } from './sender-name.ts';
import { useThreadContext } from './thread-context.ts';

interface QuoteProps {
  message: Message;
  quoted: Message | undefined;
}

/** The message that this one answers, in short. Pressed, the chat goes there. */
export function Quote({ message, quoted }: QuoteProps) {
  const { t } = useTranslation();
  const thread = useThreadContext();
  const reference = message.reply_to;
  if (!reference) return null;
  const preview = (quoted?.text || reference.preview) ?? '';
  const kind = quoted ? kindText(quoted.kind, t) : null;
  const words = preview !== '' ? preview : (kind ?? t('message.quote_unknown'));
  const who =
    quoted && (quoted.direction === 'outbound' ? t('common.you') : senderName(quoted, thread, t('common.nobody')));
  const inside = (
    <>
      {who && <SafeText className={classes.who}>{who}</SafeText>}
      <SafeText className={classes.words}>{words}</SafeText>
    </>
  );
  if (reference.message_id === null) return <span className={classes.quote}>{inside}</span>;
  return (
    <button
      type="button"
      className={classes.quote}
      title={t('message.quote_show')}
      onClick={() => thread.onQuoted(message)}
    >
      {inside}
    </button>
  );
}
