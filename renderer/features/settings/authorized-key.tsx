import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { CopyBlock } from '../../ui/copy-block.tsx';
import { authorizedOptions } from './authorized-options.ts';
import classes from './settings-parts.module.css';

/** What the server has to know of this computer to let it in. */
export function AuthorizedKey({ ssh }: { ssh: Tunnel['ssh'] }) {
  const { t } = useTranslation();
  const { public_key: key, listen, listen_port: port } = ssh;
  if (key === null || port === null) return null;
  return (
    <div className={classes.help}>
      <p className={classes.line}>{t('tunnel.authorized_key.text')}</p>
      <CopyBlock label={t('tunnel.authorized_key.label')} text={`${authorizedOptions(listen, port)} ${key}`} />
    </div>
  );
}
