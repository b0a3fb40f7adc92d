import { Group, Loader } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { problemText } from '../../ui/problem-text.ts';
import classes from './settings-parts.module.css';
import { useSwitchTunnel, useTunnel } from './settings-queries.ts';

/** Whether the directory can reach this computer, where, and the switch for it. */
export function TunnelSection() {
  const { t } = useTranslation();
  const { data: tunnel, isPending, isError } = useTunnel();
  return (
    <section className={classes.part} aria-label={t('tunnel.title')}>
      <h2 className={classes.title}>{t('tunnel.title')}</h2>
      <p className={classes.text}>{t('tunnel.text')}</p>
      {isPending && <Loader size="sm" />}
      {isError && <p role="alert">{t('tunnel.failed')}</p>}
      {tunnel &&
        (tunnel.provider === null ? (
          <p className={classes.line}>{t('tunnel.none')}</p>
        ) : (
          <TunnelState tunnel={tunnel} />
        ))}
    </section>
  );
}

function TunnelState({ tunnel }: { tunnel: Tunnel }) {
  const { t } = useTranslation();
  const turn = useSwitchTunnel();
  const status = useRef<HTMLParagraphElement>(null);
  const { state, cause, address, is_on: isOn } = tunnel;
  const isWaiting = state === 'reconnecting' || state === 'failed';
  const isTurning = (to: boolean): boolean => turn.isPending && turn.variables === to;
  // That button goes when it has done its work; what comes of it is read here.
  const retry = () => {
    status.current?.focus();
    turn.mutate(true);
  };
  return (
    <>
      <p className={classes.line} role="status" tabIndex={-1} ref={status}>
        {t(`tunnel.state.${state}`)}
      </p>
      {cause && <p className={classes.line}>{t(`tunnel.cause.${cause}`, { key: tunnel.ssh.host_key_seen ?? '' })}</p>}
      {address && (
        <p className={classes.line}>
          <CopyText text={address} label={t('tunnel.copy')}>
            {address}
          </CopyText>
        </p>
      )}
      <Group gap="sm">
        {isOn && isWaiting && (
          <BusyButton variant="default" busy={isTurning(true)} onClick={retry}>
            {t('tunnel.retry')}
          </BusyButton>
        )}
        {/* One button for both: it stays where it is, and so does the focus. */}
        <BusyButton variant="default" busy={isTurning(!isOn)} onClick={() => turn.mutate(!isOn)}>
          {t(isOn ? 'tunnel.stop' : 'tunnel.start')}
        </BusyButton>
      </Group>
      {turn.isError && (
        <p className={classes.line} role="alert">
          {t('tunnel.not_done', { reason: problemText(t, turn.error) })}
        </p>
      )}
    </>
  );
}
