import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './settings-parts.module.css';
import { useTunnel } from './settings-queries.ts';
import { TunnelControls } from './tunnel-controls.tsx';

/** Whether the directory can reach this computer, where, how that is set up, and the switch for it. */
export function TunnelSection() {
  const { t } = useTranslation();
  const { data: tunnel, isPending, isError } = useTunnel();
  return (
    <section className={classes.part} aria-label={t('tunnel.title')}>
      <h2 className={classes.title}>{t('tunnel.title')}</h2>
      <p className={classes.text}>{t('tunnel.text')}</p>
      {isPending && <Loader size="sm" />}
      {isError && <p role="alert">{t('tunnel.failed')}</p>}
      {tunnel && <TunnelControls tunnel={tunnel} />}
    </section>
  );
}
