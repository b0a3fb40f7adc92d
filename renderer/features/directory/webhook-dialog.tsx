import { Button, Checkbox, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Webhook } from '../../../main/contract/webhook.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { EventPicker } from './event-picker.tsx';
import { draftOf, errorsOf, givenOf, refusalsOf, type WebhookDraft, type WebhookGiven } from './webhook-form.ts';

interface WebhookDialogProps {
  title: string;
  confirm: string;
  /** What is changed; absent for a new one. */
  webhook?: Webhook;
  pending: boolean;
  error: unknown;
  onSubmit: (given: WebhookGiven) => void;
  onClose: () => void;
}

/** Asks where events are to go, which, and how. */
export function WebhookDialog({ title, confirm, webhook, pending, error, onSubmit, onClose }: WebhookDialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(webhook ?? null));
  const [isTouched, setTouched] = useState(false);
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<WebhookDraft>) => {
    setDraft({ ...draft, ...part });
    setTouched(true);
  };
  const wrong = isTried ? errorsOf(draft, t) : {};
  const refused = isTouched ? {} : refusalsOf(error, t);
  const errors = { ...refused, ...wrong };
  const number = (value: string | number, least: number) => (typeof value === 'number' ? value : least);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setTouched(false);
    if (Object.keys(errorsOf(draft, t)).length === 0) onSubmit(givenOf(draft));
  };

  return (
    <FormDialog title={title} opened onClose={onClose} size={640}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('directory.hooks.url')}
            description={t('directory.hooks.url_hint')}
            type="url"
            dir="ltr"
            maxLength={2000}
            value={draft.url}
            error={errors.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
            data-autofocus
          />
          <TextInput
            label={t('directory.hooks.description')}
            description={t('directory.hooks.description_hint')}
            maxLength={500}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <EventPicker chosen={draft.events} error={errors.events} onChange={(events) => change({ events })} />
          <Radio.Group
            label={t('directory.hooks.payload')}
            value={draft.payload}
            onChange={(value) => change({ payload: value === 'thin' ? 'thin' : 'full' })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="full" label={t('directory.hooks.full')} />
              <Radio value="thin" label={t('directory.hooks.thin')} />
            </Stack>
          </Radio.Group>
          <Checkbox
            label={t('directory.hooks.batch')}
            checked={draft.isBatched}
            onChange={(event) => change({ isBatched: event.currentTarget.checked })}
          />
          <Group grow align="flex-end" gap="md">
            {draft.isBatched && (
              <>
                <NumberInput
                  label={t('directory.hooks.batch_max')}
                  min={2}
                  max={100}
                  allowDecimal={false}
                  value={draft.maxEvents}
                  error={errors.batch}
                  onChange={(value) => change({ maxEvents: number(value, 2) })}
                />
                <NumberInput
                  label={t('directory.hooks.batch_wait')}
                  min={0}
                  max={60_000}
                  step={100}
                  allowDecimal={false}
                  value={draft.maxWaitMs}
                  onChange={(value) => change({ maxWaitMs: number(value, 0) })}
                />
              </>
            )}
            <NumberInput
              label={t('directory.hooks.concurrency')}
              min={1}
              max={32}
              allowDecimal={false}
              value={draft.concurrency}
              error={errors.max_concurrency}
              onChange={(value) => change({ concurrency: number(value, 1) })}
            />
          </Group>
          {Object.keys(errors).length === 0 && <ProblemLine error={error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
