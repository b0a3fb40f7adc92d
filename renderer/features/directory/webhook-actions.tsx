import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownWebhook } from '../../../main/contract/ipc.ts';
import type { DeliveryAttempt } from '../../../main/contract/webhook.ts';
import { useRouter } from '../../routing/use-router.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { Attempt } from './attempt.tsx';
import classes from './directory-parts.module.css';
import { directoryPath } from './directory-path.ts';
import { Failure } from './failure.tsx';
import { latencyText } from './latency-text.ts';
import { RecoverDialog } from './recover-dialog.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { useRemoveWebhook, useWebhookCall } from './webhook-queries.ts';

type Asked = 'edit' | 'resume' | 'recover' | 'rotate' | 'remove';

/** What can be done with one address. */
export function WebhookActions({ lawyerId, webhook }: { lawyerId: string; webhook: ShownWebhook }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const test = useWebhookCall(lawyerId, 'webhooks.test');
  const pause = useWebhookCall(lawyerId, 'webhooks.pause');
  const one = { lawyer_id: lawyerId, id: webhook.id };
  const close = () => setAsked(null);
  const ask = (what: Asked) => (
    <Button
      key={what}
      variant={what === 'remove' ? 'outline' : 'default'}
      {...(what === 'remove' && { color: 'red' })}
      size="xs"
      onClick={() => setAsked(what)}
    >
      {t(`directory.hooks.${what}`)}
    </Button>
  );
  return (
    <section className={classes.part}>
      <div className={classes.buttons}>
        <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate(one)}>
          {t('directory.hooks.test')}
        </Button>
        {/* One button for both: it stays where it is, and so does the focus. */}
        <Button
          variant="default"
          size="xs"
          loading={pause.isPending}
          onClick={() => (webhook.is_active ? pause.mutate(one) : setAsked('resume'))}
        >
          {t(webhook.is_active ? 'directory.hooks.pause' : 'directory.hooks.resume')}
        </Button>
        {ask('edit')}
        {ask('recover')}
        {ask('rotate')}
        {ask('remove')}
      </div>
      <ProblemLine error={test.error ?? pause.error} />
      {test.data && <TestResult attempt={test.data} />}
      {asked === 'edit' && <Editing lawyerId={lawyerId} webhook={webhook} onClose={close} />}
      {asked === 'resume' && <ResumeDialog one={one} onClose={close} />}
      {asked === 'recover' && <RecoverDialog one={one} onClose={close} />}
      {asked === 'rotate' && (
        <RotateSecretDialog
          one={one}
          onMade={(made) => {
            close();
            setSecret(made);
          }}
          onClose={close}
        />
      )}
      {asked === 'remove' && <Removing lawyerId={lawyerId} webhook={webhook} onClose={close} />}
      {secret !== null && (
        <SecretDialog
          title={t('directory.hooks.secret_title')}
          text={t('directory.hooks.secret_text')}
          label={t('directory.hooks.secret_label')}
          secret={secret}
          onDone={() => setSecret(null)}
        />
      )}
    </section>
  );
}

function TestResult({ attempt }: { attempt: DeliveryAttempt }) {
  const { t, i18n } = useTranslation();
  const { status_code: status, error } = attempt;
  const latency = latencyText(attempt.latency_ms, i18n.language);
  const isTaken = status !== null && status >= 200 && status < 300;
  return (
    <div role="status" className={classes.part}>
      <p className={classes.result} data-look={isTaken ? 'good' : 'bad'}>
        {status === null
          ? t('directory.hooks.tested_failed', { latency })
          : t('directory.hooks.tested', { status, latency })}
      </p>
      {status === null && <Failure error={error ?? ''} />}
      <Attempt attempt={attempt} />
    </div>
  );
}

interface AskingProps {
  lawyerId: string;
  webhook: ShownWebhook;
  onClose: () => void;
}

function Editing({ lawyerId, webhook, onClose }: AskingProps) {
  const { t } = useTranslation();
  const change = useWebhookCall(lawyerId, 'webhooks.change');
  return (
    <WebhookDialog
      title={t('directory.hooks.edit_title')}
      confirm={t('directory.hooks.save')}
      webhook={webhook}
      pending={change.isPending}
      error={change.error}
      onSubmit={(given) =>
        change.mutate({ lawyer_id: lawyerId, id: webhook.id, ...given }, { onSuccess: () => onClose() })
      }
      onClose={onClose}
    />
  );
}

function Removing({ lawyerId, webhook, onClose }: AskingProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const remove = useRemoveWebhook(lawyerId, webhook.id, () =>
    navigate(directoryPath(lawyerId, 'webhooks'), { replace: true }),
  );
  return (
    <ConfirmDialog
      title={t('directory.hooks.remove_title')}
      text={t('directory.hooks.remove_text')}
      confirm={t('directory.hooks.remove_confirm')}
      dangerous
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
