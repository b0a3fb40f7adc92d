import { Loader } from '@mantine/core';
import { IconCloudOff, IconLogout, IconMessageCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QrScreen } from './qr-screen.tsx';

interface SessionScreenProps {
  lawyerId: string;
  session: Session;
  practice: boolean;
}

/** What stands in the place of a chat while none is open: how it is with WhatsApp, and what the person can do. */
export function SessionScreen({ lawyerId, session, practice }: SessionScreenProps) {
  const { t } = useTranslation();
  const { state, cause } = session;
  const title = t(`session.screen.${state}.title`);
  const text = cause ? t(`session.cause.${cause}`) : t(`session.screen.${state}.text`);
  switch (state) {
    case 'qr':
      return <QrScreen lawyerId={lawyerId} qr={session.qr} practice={practice} />;
    case 'ready':
      return <EmptyState icon={IconMessageCircleCheck} title={title} text={text} />;
    case 'failed':
      return <EmptyState icon={IconCloudOff} title={title} text={text} alarming />;
    case 'logged-out':
      return <EmptyState icon={IconLogout} title={title} text={text} alarming />;
    case 'starting':
    case 'reconnecting':
      return (
        <EmptyState icon={IconRefresh} title={title} text={text}>
          <Loader type="dots" size="sm" />
        </EmptyState>
      );
  }
}
