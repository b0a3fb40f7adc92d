import { Button, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
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
      {tunnel && (tunnel.provider === null ? <p>{t('tunnel.none')}</p> : <TunnelState tunnel={tunnel} />)}
    </section>
  );
}

function TunnelState({ tunnel }: { tunnel: Tunnel }) {
  const { t } = useTranslation();
  const turn = useSwitchTunnel();
  const { state, cause, address, is_on: isOn } = tunnel;
  const isWaiting = state === 'reconnecting' || state === 'failed';
  return (
    <>
      <p role="status">{t(`tunnel.state.${state}`)}</p>
      {cause && <p>{t(`tunnel.cause.${cause}`, { key: tunnel.ssh.host_key_seen ?? '' })}</p>}
      {address && (
        <p>
          <CopyText text={address} label={t('tunnel.copy')}>
            {address}
          </CopyText>
        </p>
      )}
      <Group gap="sm">
        {(!isOn || isWaiting) && (
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate(true)}>
            {t(isOn ? 'tunnel.retry' : 'tunnel.start')}
          </Button>
        )}
        {isOn && (
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate(false)}>
            {t('tunnel.stop')}
          </Button>
        )}
      </Group>
      {turn.isError && <p role="alert">{t('tunnel.not_done', { reason: problemText(t, turn.error) })}</p>}
    </>
  );
}
