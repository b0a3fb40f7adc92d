import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OneWebhook, WebhookAsk } from './webhook-ask.tsx';
import { useWebhookCall } from './webhook-queries.ts';

/** Asks whether what was missed is to be delivered, too. */
export function ResumeDialog({ one, onClose }: { one: OneWebhook; onClose: () => void }) {
  const { t } = useTranslation();
  const [skips, setSkips] = useState(false);
  const resume = useWebhookCall(one.lawyer_id, 'webhooks.resume');
  return (
    <WebhookAsk
      title={t('directory.hooks.resume_title')}
      text={t('directory.hooks.resume_text')}
      confirm={t('directory.hooks.resume')}
      pending={resume.isPending}
      error={resume.error}
      onConfirm={() => resume.mutate({ ...one, skip_missed: skips }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Checkbox
        label={t('directory.hooks.resume_skip')}
        checked={skips}
        onChange={(event) => setSkips(event.currentTarget.checked)}
        data-autofocus
      />
    </WebhookAsk>
  );
}
