import { ActionIcon } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../ui/problem-text.ts';
import { useSendMessage } from './chat-queries.ts';
import classes from './compose-box.module.css';
import { useDraft } from './use-draft.ts';

interface ComposeBoxProps {
  lawyerId: string;
  conversationId: string | null;
  /** Where it goes; null while the client's number is not known. */
  phone: string | null;
  title: string;
  draft: string;
  connected: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Where the person writes. The text is given up only when the main process has taken it. */
export function ComposeBox({ lawyerId, conversationId, phone, title, draft, connected, field }: ComposeBoxProps) {
  const { t } = useTranslation();
  const [text, setText] = useDraft(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useSendMessage(lawyerId, conversationId);

  const send = () => {
    if (phone === null || text.trim() === '' || sending.isPending) return;
    setProblem(null);
    sending.mutate(
      { to: phone, text },
      {
        onSuccess: () => setText(''),
        onError: (error) => setProblem(t('chat.send_failed', { reason: problemText(t, error) })),
        onSettled: () => field.current?.focus(),
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  if (phone === null) return <p className={classes.closed}>{t('chat.no_phone')}</p>;
  return (
    <form
      className={classes.compose}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.box}>
        <textarea
          ref={field}
          className={classes.field}
          dir="auto"
          rows={1}
          value={text}
          placeholder={t('chat.compose')}
          aria-label={t('chat.compose_to', { name: title })}
          readOnly={sending.isPending}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          type="submit"
          variant="filled"
          size={36}
          radius="xl"
          aria-label={t('chat.send')}
          title={t('chat.send')}
          disabled={text.trim() === ''}
          loading={sending.isPending}
        >
          <IconSend2 size={19} aria-hidden="true" />
        </ActionIcon>
      </div>
      <p className={classes.hint}>{connected ? t('chat.hint') : t('chat.kept')}</p>
    </form>
  );
}
