import { Button, CloseButton, Textarea, TextInput } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import { parsePhoneNumber } from '../../ui/phone-number.ts';
import { problemText } from '../../ui/problem-text.ts';
import { PRACTICE_CLIENTS } from './practice-clients.ts';
import classes from './practice-panel.module.css';
import { usePracticeWrite } from './practice-queries.ts';

interface PracticePanelProps {
  lawyerId: string;
  /** Until the simulated phone has scanned, nobody can be reached. */
  linked: boolean;
  onClose: () => void;
}

/** Lets a simulated client write to the lawyer. */
export function PracticePanel({ lawyerId, linked, onClose }: PracticePanelProps) {
  const { t } = useTranslation();
  const examples = t('practice.examples', { returnObjects: true });
  const [client, setClient] = useState<{ name: string; phone: string }>(PRACTICE_CLIENTS[0]);
  const [text, setText] = useState(examples[0] ?? '');
  const [wrongPhone, setWrongPhone] = useState(false);
  const write = usePracticeWrite();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(client.phone);
    setWrongPhone(phone === null);
    if (phone === null || text.trim() === '') return;
    const name = client.name.trim();
    const next = examples[(examples.indexOf(text) + 1) % examples.length] ?? '';
    write.mutate(
      { lawyer_id: lawyerId, phone, text, ...(name === '' ? {} : { name }) },
      { onSuccess: () => setText(next) },
    );
  };

  return (
    <aside className={classes.panel} aria-label={t('practice.title')}>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('practice.title')}</h2>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.text}>{t('practice.text')}</p>
        <fieldset className={classes.people}>
          <legend className={classes.legend}>{t('practice.suggestions')}</legend>
          {PRACTICE_CLIENTS.map((one) => (
            <button
              key={one.phone}
              type="button"
              className={classes.person}
              aria-pressed={one.phone === client.phone}
              onClick={() => setClient(one)}
            >
              <Avatar name={one.name} size={24} />
              <bdi>{one.name}</bdi>
            </button>
          ))}
        </fieldset>
        <TextInput
          label={t('common.name')}
          value={client.name}
          onChange={(event) => setClient({ ...client, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('common.phone')}
          type="tel"
          value={client.phone}
          error={wrongPhone && t('common.phone_invalid')}
          onChange={(event) => setClient({ ...client, phone: event.currentTarget.value })}
        />
        <Textarea
          label={t('practice.message')}
          dir="auto"
          rows={4}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={write.isPending}
          disabled={!linked || text.trim() === ''}
          leftSection={<IconSend2 size={17} aria-hidden="true" />}
        >
          {t('practice.send')}
        </Button>
        <p className={classes.outcome} role="status" data-problem={write.isError || undefined}>
          {!linked && t('practice.needs_link')}
          {linked && write.isSuccess && t('practice.sent')}
          {linked && write.isError && problemText(t, write.error)}
        </p>
      </form>
    </aside>
  );
}
