import { Button, Group } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { AuthorizedKey } from './authorized-key.tsx';
import { HostKey } from './host-key.tsx';
import classes from './settings-parts.module.css';
import { useSwitchTunnel } from './settings-queries.ts';
import { TunnelDialog } from './tunnel-dialog.tsx';

/** How the way in is doing, and what can be done with it: set it up, open and close it, confirm its server. */
export function TunnelControls({ tunnel }: { tunnel: Tunnel }) {
  const { t } = useTranslation();
  const [isSettingUp, setSettingUp] = useState(false);
  const turn = useSwitchTunnel();
  const status = useRef<HTMLParagraphElement>(null);
  const { provider, state, cause, address, is_on: isOn } = tunnel;
  const isWaiting = state === 'reconnecting' || state === 'failed';
  const isTurning = (to: boolean): boolean => turn.isPending && turn.variables === to;
  // What is pressed goes when it has done its work; what comes of it is read here.
  const toStatus = () => status.current?.focus();
  const retry = () => {
    toStatus();
    turn.mutate(true);
  };
  const setUp = () => {
    // What was refused may be mended there.
    turn.reset();
    setSettingUp(true);
  };
  const turnFor = (to: boolean) => {
    if (provider !== null && isOn !== to) turn.mutate(to);
  };
  useErrand('tunnel.set_up', setUp);
  useErrand('tunnel.start', () => turnFor(true));
  useErrand('tunnel.stop', () => turnFor(false));
  return (
    <>
      {provider === null ? (
        <p className={classes.line}>{t('tunnel.none')}</p>
      ) : (
        <>
          <p className={classes.text}>{t(`tunnel.provider.${provider}.name`)}</p>
          <p className={classes.line} role="status" tabIndex={-1} ref={status}>
            {t(`tunnel.state.${state}`)}
          </p>
        </>
      )}
      {cause && <p className={classes.line}>{t(`tunnel.cause.${cause}`)}</p>}
      <HostKey tunnel={tunnel} onConfirm={toStatus} />
      {address && (
        <p className={classes.line}>
          <CopyText text={address} label={t('tunnel.copy')}>
            <bdi dir="ltr">{address}</bdi>
          </CopyText>
        </p>
      )}
      <Group gap="sm">
        {isOn && isWaiting && (
          <Button variant="default" loading={isTurning(true)} onClick={retry}>
            {t('tunnel.retry')}
          </Button>
        )}
        {/* One button for both: it stays where it is, and so does the focus. */}
        {provider !== null && (
          <Button variant="default" loading={isTurning(!isOn)} onClick={() => turn.mutate(!isOn)}>
            {t(isOn ? 'tunnel.stop' : 'tunnel.start')}
          </Button>
        )}
        <Button variant="default" onClick={setUp}>
          {t(provider === null ? 'tunnel.set_up' : 'tunnel.change')}
        </Button>
      </Group>
      {turn.isError && (
        <p className={classes.line} role="alert">
          {t('tunnel.not_done', { reason: problemText(t, turn.error) })}
        </p>
      )}
      {provider === 'ssh' && <AuthorizedKey ssh={tunnel.ssh} />}
      {isSettingUp && <TunnelDialog tunnel={tunnel} onClose={() => setSettingUp(false)} />}
    </>
  );
}
