import { Button, Loader } from '@mantine/core';
import { IconDeviceMobileCheck, IconRefresh } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { problemText } from '../../ui/problem-text.ts';
import { usePracticeScan } from '../practice/practice-queries.ts';
import { QrCode } from './qr-code.tsx';
import classes from './qr-screen.module.css';

interface QrScreenProps {
  lawyerId: string;
  /** Absent for the moments in which WhatsApp itself has none. */
  qr: string | undefined;
  practice: boolean;
}

/** Linking WhatsApp: what to do on the phone, beside the code. */
export function QrScreen({ lawyerId, qr, practice }: QrScreenProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.area}>
      <div className={classes.card}>
        <div className={classes.words}>
          <h2 className={classes.title}>{t('session.screen.qr.title')}</h2>
          <p className={classes.text}>{t('session.screen.qr.text')}</p>
          <ol className={classes.steps}>
            <li>{t('session.screen.qr.step1')}</li>
            <li>
              <span>
                <Trans i18nKey="session.screen.qr.step2" components={{ b: <strong /> }} />
              </span>
            </li>
            <li>{t('session.screen.qr.step3')}</li>
          </ol>
          {practice && <SimulatedPhone lawyerId={lawyerId} ready={qr !== undefined} />}
        </div>
        <div className={classes.side}>
          <div className={classes.frame}>
            {qr === undefined ? (
              <div className={classes.waiting} role="status">
                <Loader size="md" />
                <span>{t('session.screen.qr.waiting')}</span>
              </div>
            ) : (
              <QrCode data={qr} />
            )}
          </div>
          <p className={classes.renews}>
            <IconRefresh size={14} aria-hidden="true" />
            {t('session.screen.qr.renews')}
          </p>
        </div>
      </div>
    </div>
  );
}

function SimulatedPhone({ lawyerId, ready }: { lawyerId: string; ready: boolean }) {
  const { t } = useTranslation();
  const scan = usePracticeScan(lawyerId);
  return (
    <div className={classes.practice}>
      <p>{t('session.screen.qr.practice')}</p>
      <Button
        leftSection={<IconDeviceMobileCheck size={18} aria-hidden="true" />}
        onClick={() => scan.mutate()}
        loading={scan.isPending}
        disabled={!ready}
      >
        {t('session.screen.qr.scan')}
      </Button>
      {scan.isError && (
        <p className={classes.problem} role="alert">
          {problemText(t, scan.error)}
        </p>
      )}
    </div>
  );
}
