import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeError } from '../../bridge.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { type OneWebhook, WebhookAsk } from './webhook-ask.tsx';
import { useWebhookCall } from './webhook-queries.ts';

const DAY = 24 * 60 * 60_000;

/** A moment as a field for one has it, in this computer's time: `2026-11-29T21:50`. */
function asTyped(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Asks from which time on what was not taken is to be delivered again. */
export function RecoverDialog({ one, onClose }: { one: OneWebhook; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => asTyped(new Date(Date.now() - DAY)));
  const [isTouched, setTouched] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const recover = useWebhookCall(one.lawyer_id, 'webhooks.recover');
  const toast = useToast();
  const isExpired = recover.error instanceof BridgeError && recover.error.code === 'events_expired';
  const confirm = () => {
    const since = Date.parse(typed);
    setMissing(Number.isNaN(since));
    setTouched(false);
    if (Number.isNaN(since)) return;
    const onSuccess = () => {
      onClose();
      toast({ text: t('directory.hooks.recovered') });
    };
    recover.mutate({ ...one, since: new Date(since).toISOString() }, { onSuccess });
  };
  const wrong = isMissing ? t('directory.hooks.recover_missing') : isExpired && t('directory.hooks.recover_expired');
  return (
    <WebhookAsk
      title={t('directory.hooks.recover_title')}
      text={t('directory.hooks.recover_text')}
      confirm={t('directory.hooks.recover_confirm')}
      pending={recover.isPending}
      error={isExpired ? null : recover.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <DateField
        label={t('directory.hooks.recover_since')}
        kind="moment"
        value={typed}
        error={!isTouched && wrong}
        onChange={(value) => {
          setTyped(value);
          setTouched(true);
        }}
        data-autofocus
      />
    </WebhookAsk>
  );
}
