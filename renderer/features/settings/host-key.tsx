import { Button } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyBlock } from '../../ui/copy-block.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import classes from './settings-parts.module.css';
import { useChangeTunnel } from './settings-queries.ts';

/**
 * The key that the server has shown and that nobody has confirmed, for a person to compare. It is rendered also when there is
 * none, because it goes when it is confirmed, and its focus with it: `onConfirm` puts that elsewhere.
 */
export function HostKey({ tunnel, onConfirm }: { tunnel: Tunnel; onConfirm: () => void }) {
  const { t } = useTranslation();
  // Only about that one: what comes in its place has to be compared anew.
  const [asked, setAsked] = useState<string | null>(null);
  // What is on is opened anew when it is changed.
  const change = useChangeTunnel();
  const { cause, ssh } = tunnel;
  const { host_key_seen: seen } = ssh;
  const isAsking = asked === seen;
  const error = change.variables?.ssh?.host_key === seen ? change.error : null;
  const isOther = cause === 'host_key_changed';
  if (seen === null || (!isOther && cause !== 'host_key_not_confirmed')) return null;
  const fingerprint = (
    <bdi dir="ltr" className={classes.code}>
      {seen}
    </bdi>
  );
  const confirm = () => {
    onConfirm();
    change.mutate({ ssh: { host_key: seen } });
  };
  return (
    <div className={classes.help}>
      <p className={classes.line}>
        {t('tunnel.host_key.shown')} {fingerprint}
      </p>
      <p className={classes.line}>{t('tunnel.host_key.compare')}</p>
      <CopyBlock label={t('tunnel.host_key.command')} text={COMMAND} />
      <div className={classes.buttons}>
        {isOther ? (
          <Button variant="outline" color="red" onClick={() => setAsked(seen)}>
            {t('tunnel.host_key.confirm_other')}
          </Button>
        ) : (
          <Button variant="default" loading={change.isPending} onClick={confirm}>
            {t('tunnel.host_key.confirm')}
          </Button>
        )}
      </div>
      {!isAsking && <ProblemLine error={error} />}
      {isAsking && (
        <ConfirmDialog
          title={t('tunnel.host_key.other_title')}
          text={
            <>
              {t('tunnel.host_key.other_text')} {fingerprint}
            </>
          }
          confirm={t('tunnel.host_key.confirm')}
          dangerous
          pending={change.isPending}
          error={error}
          onConfirm={() =>
            change.mutate(
              { ssh: { host_key: seen } },
              {
                onSuccess: () => {
                  // The dialog gives the focus back to its button first.
                  flushSync(() => setAsked(null));
                  onConfirm();
                },
              },
            )
          }
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** Run on the server itself, where nobody stands between: it writes a line for each of its keys. */
const COMMAND = 'for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done';
