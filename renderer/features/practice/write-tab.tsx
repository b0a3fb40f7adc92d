import { Button, NativeSelect, Switch } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { PRACTICE_KINDS } from '../../../main/contract/practice-kinds.ts';
import { call } from '../../bridge.ts';
import { problemText } from '../../ui/problem-text.ts';
import classes from './practice-panel.module.css';
import { readBase64 } from './read-base64.ts';
import { messageChoice } from './use-client-messages.ts';
import { WriteFields } from './write-fields.tsx';
import { canBeViewedOnce, messageOf, type PracticeMessage, type WriteForm, type WrongField } from './write-form.ts';

interface WriteTabProps {
  lawyerId: string;
  client: { name: string; phone: string | null };
  linked: boolean;
  messages: readonly Message[];
}

/** Lets a simulated client write a message of any kind. */
export function WriteTab({ lawyerId, client, linked, messages }: WriteTabProps) {
  const { t } = useTranslation();
  const examples = t('practice.examples', { returnObjects: true });
  const [form, setForm] = useState<WriteForm>(() => ({ ...EMPTY, text: examples[0] ?? '' }));
  const [wrong, setWrong] = useState<ReadonlySet<WrongField>>(new Set());
  const write = useMutation({
    mutationFn: async ({ phone, message, file }: { phone: string; message: PracticeMessage; file: File | null }) =>
      call('practice.write', {
        lawyer_id: lawyerId,
        phone,
        message: file === null ? message : { ...message, file: await practiceFile(file) },
      }),
  });
  const change = (part: Partial<WriteForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setWrong(new Set());
    write.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = messageOf(form);
    if ('wrong' in made) return setWrong(made.wrong);
    if (client.phone === null) return;
    const name = client.name.trim();
    const message = { ...made.message, ...(name !== '' && { name }) };
    const next = examples[(examples.indexOf(form.text) + 1) % examples.length] ?? '';
    write.mutate(
      { phone: client.phone, message, file: form.file },
      { onSuccess: () => setForm({ ...form, text: form.kind === 'text' ? next : '', file: null, replyTo: '' }) },
    );
  };

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('practice.kind')}
        value={form.kind}
        onChange={(event) => {
          const kind = PRACTICE_KINDS.find((one) => one === event.currentTarget.value) ?? 'text';
          change({ kind, file: null, text: kind === 'text' ? (examples[0] ?? '') : '' });
        }}
        data={PRACTICE_KINDS.map((kind) => ({ value: kind, label: t(`practice.kinds.${kind}`) }))}
      />
      <WriteFields form={form} wrong={wrong} change={change} />
      <NativeSelect
        label={t('practice.reply')}
        value={form.replyTo}
        onChange={(event) => change({ replyTo: event.currentTarget.value })}
        data={[
          { value: '', label: t('practice.reply_none') },
          ...messages.map((message) => ({ value: message.whatsapp_id, label: messageChoice(message, t) })),
        ]}
      />
      <Switch
        label={t('practice.forwarded')}
        checked={form.forwarded}
        onChange={(event) => change({ forwarded: event.currentTarget.checked })}
      />
      {canBeViewedOnce(form.kind) && (
        <Switch
          label={t('practice.view_once')}
          checked={form.viewOnce}
          onChange={(event) => change({ viewOnce: event.currentTarget.checked })}
        />
      )}
      <Switch
        label={t('practice.disappears')}
        checked={form.disappears}
        onChange={(event) => change({ disappears: event.currentTarget.checked })}
      />
      <Button
        type="submit"
        loading={write.isPending}
        disabled={!linked || client.phone === null}
        leftSection={<IconSend2 size={17} aria-hidden="true" />}
      >
        {t('practice.send')}
      </Button>
      <p className={classes.outcome} role="status" data-problem={write.isError || undefined}>
        {write.isSuccess && t('practice.sent')}
        {write.isError && problemText(t, write.error)}
      </p>
    </form>
  );
}

const EMPTY: WriteForm = {
  kind: 'text',
  text: '',
  file: null,
  latitude: '52.52',
  longitude: '13.405',
  place: '',
  contactName: 'Lena Fischer',
  contactPhone: '+49 151 12345699',
  question: '',
  options: '',
  replyTo: '',
  forwarded: false,
  viewOnce: false,
  disappears: false,
};

async function practiceFile(file: File): Promise<NonNullable<PracticeMessage['file']>> {
  return { name: file.name, type: file.type || 'application/octet-stream', base64: await readBase64(file) };
}
