import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSpan } from '../../ui/format-time.ts';
import { type OneWebhook, WebhookAsk } from './webhook-ask.tsx';
import { useWebhookCall } from './webhook-queries.ts';

/** For how long both secrets can be signed with, in hours. */
const OVERLAPS = [0, 1, 24, 168];

interface RotateSecretDialogProps {
  one: OneWebhook;
  onMade: (secret: string) => void;
  onClose: () => void;
}

/** Asks for how long deliveries are to be signed with the former secret as well. */
export function RotateSecretDialog({ one, onMade, onClose }: RotateSecretDialogProps) {
  const { t } = useTranslation();
  const [hours, setHours] = useState(24);
  const rotate = useWebhookCall(one.lawyer_id, 'webhooks.rotateSecret');
  return (
    <WebhookAsk
      title={t('directory.hooks.rotate_title')}
      text={t('directory.hooks.rotate_text')}
      confirm={t('directory.hooks.rotate_confirm')}
      pending={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate({ ...one, overlap_hours: hours }, { onSuccess: ({ secret }) => onMade(secret) })}
      onClose={onClose}
    >
      <NativeSelect
        label={t('directory.hooks.rotate_overlap')}
        value={hours}
        onChange={(event) => setHours(Number(event.currentTarget.value))}
        data={OVERLAPS.map((span) => ({
          value: String(span),
          label: span === 0 ? t('directory.hooks.rotate_none') : formatSpan(span * 3600, t),
        }))}
        data-autofocus
      />
    </WebhookAsk>
  );
}
