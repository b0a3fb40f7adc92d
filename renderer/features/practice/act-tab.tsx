import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { problemText } from '../../ui/problem-text.ts';
import classes from './practice-panel.module.css';
import { usePracticeAct } from './practice-queries.ts';
import { messageChoice } from './use-client-messages.ts';

interface ActTabProps {
  lawyerId: string;
  phone: string | null;
  linked: boolean;
  messages: readonly Message[];
}

/** Lets a simulated client do something to a message that is on its phone. */
export function ActTab({ lawyerId, phone, linked, messages }: ActTabProps) {
  const { t } = useTranslation();
  const [chosenId, setChosenId] = useState('');
  const [emoji, setEmoji] = useState('👍');
  const [text, setText] = useState('');
  const act = usePracticeAct();
  const chosen = messages.find(({ id }) => id === chosenId) ?? messages[0];
  if (!chosen || phone === null) return <p className={classes.text}>{t('practice.act_none')}</p>;

  const isTheirs = chosen.direction === 'inbound';
  const message = chosen.whatsapp_id;
  const run = (action: IpcInput<'practice.act'>['action']) => act.mutate({ lawyer_id: lawyerId, phone, action });
  const button = (label: string, action: IpcInput<'practice.act'>['action'], disabled = false) => (
    <Button size="xs" variant="default" disabled={!linked || disabled || act.isPending} onClick={() => run(action)}>
      {label}
    </Button>
  );
  return (
    <div className={classes.form}>
      <NativeSelect
        label={t('practice.act_message')}
        value={chosen.id}
        onChange={(event) => {
          setChosenId(event.currentTarget.value);
          act.reset();
        }}
        data={messages.map((one) => ({ value: one.id, label: messageChoice(one, t) }))}
      />
      <div className={classes.act}>
        <TextInput
          label={t('practice.act_emoji')}
          value={emoji}
          onChange={(event) => setEmoji(event.currentTarget.value)}
        />
        {button(t('practice.act_react'), { action: 'react', message, emoji }, emoji.trim() === '')}
        {button(t('practice.act_unreact'), { action: 'react', message, emoji: '' })}
      </div>
      {isTheirs && (
        <>
          <div className={classes.act}>
            <TextInput
              label={t('practice.act_new_text')}
              dir="auto"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {button(t('practice.act_edit'), { action: 'edit', message, text }, text.trim() === '')}
          </div>
          <div className={classes.act}>{button(t('practice.act_revoke'), { action: 'revoke', message })}</div>
        </>
      )}
      {!isTheirs && chosen.kind === 'voice' && (
        <div className={classes.act}>{button(t('practice.act_play'), { action: 'play', message })}</div>
      )}
      <p className={classes.outcome} role="status" data-problem={act.isError || undefined}>
        {act.isSuccess && t('practice.act_done')}
        {act.isError && problemText(t, act.error)}
      </p>
    </div>
  );
}
