import { Button } from '@mantine/core';
import { IconDeviceMobileCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { usePracticeLink } from '../practice/practice-queries.ts';
import classes from './simulated-phone.module.css';

interface SimulatedPhoneProps {
  lawyerId: string;
  /** What the page waits for. */
  by: 'qr' | 'code';
  ready: boolean;
}

/** In the practice account the phone is simulated: it scans the code, or is given it. */
export function SimulatedPhone({ lawyerId, by, ready }: SimulatedPhoneProps) {
  const { t } = useTranslation();
  const link = usePracticeLink(lawyerId);
  return (
    <div className={classes.phone}>
      <p>{t('session.screen.qr.practice')}</p>
      <Button
        leftSection={<IconDeviceMobileCheck size={18} aria-hidden="true" />}
        onClick={() => link.mutate(by)}
        loading={link.isPending}
        disabled={!ready}
      >
        {t(by === 'qr' ? 'session.screen.qr.scan' : 'session.screen.pairing-code.enter')}
      </Button>
      <ProblemLine error={link.error} />
    </div>
  );
}
