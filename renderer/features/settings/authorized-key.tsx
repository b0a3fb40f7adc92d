import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { CopyBlock } from '../../ui/copy-block.tsx';
import classes from './settings-parts.module.css';

/** What the server has to know of this computer to let it in. */
export function AuthorizedKey({ ssh }: { ssh: Tunnel['ssh'] }) {
  const { t } = useTranslation();
  if (ssh.public_key === null) return null;
  return (
    <div className={classes.help}>
      <p className={classes.line}>{t('tunnel.authorized_key.text')}</p>
      <CopyBlock label={t('tunnel.authorized_key.label')} text={`${optionsFor(ssh)} ${ssh.public_key}`} />
    </div>
  );
}

/** All that this key may do there: have the server listen, on that port alone. */
function optionsFor({ listen, listen_port: port }: Tunnel['ssh']): string {
  const address = listen === 'loopback' ? `127.0.0.1:${port}` : port;
  return `restrict,port-forwarding${port === null ? '' : `,permitlisten="${address}"`}`;
}
