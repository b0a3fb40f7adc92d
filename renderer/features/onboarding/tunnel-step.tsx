import { useTranslation } from 'react-i18next';
import { pathTo } from '../../routing/path.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { TunnelSection } from '../settings/tunnel-section.tsx';
import { useAppStatus } from '../status/status-queries.ts';
import classes from './set-up-parts.module.css';

/** How the directory gets at this computer: here at its own address, from elsewhere by the tunnel. */
export function TunnelStep({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const status = useAppStatus();
  return (
    <>
      {status.data && (
        <p className={classes.line}>
          {t('set_up.api_address')}{' '}
          <CopyText text={status.data.api_url} label={`${t('set_up.copy_address')}: ${status.data.api_url}`}>
            <bdi>{status.data.api_url}</bdi>
          </CopyText>
        </p>
      )}
      <TunnelSection />
      <RouteLink className={classes.link} to={pathTo(SETTINGS_PATH, { lawyerId, section: 'tunnel' })}>
        {t('set_up.tunnel_settings')}
      </RouteLink>
    </>
  );
}
