import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './app.module.css';
import { useLawyers } from './features/lawyers/lawyer-queries.ts';
import { ApiKeyDialog } from './features/onboarding/api-key-dialog.tsx';
import { type CreatedLawyer, FirstRun } from './features/onboarding/first-run.tsx';
import { RecoveryKeyDialog } from './features/onboarding/recovery-key-dialog.tsx';
import { Notices } from './features/status/notices.tsx';
import { StatusBar } from './features/status/status-bar.tsx';
import { useAppStatus } from './features/status/status-queries.ts';
import { EmptyState } from './ui/empty-state.tsx';
import { Workspace } from './workspace.tsx';

/** The window: a first run, or the workspace, over the status bar. */
export function App() {
  const { t } = useTranslation();
  const status = useAppStatus();
  const lawyers = useLawyers();
  const [lawyerId, setLawyerId] = useState<string | null>(null);
  const [created, setCreated] = useState<CreatedLawyer | null>(null);
  const [noticesOpen, setNoticesOpen] = useState(true);

  if (!status.data || !lawyers.data) {
    return status.isError || lawyers.isError ? (
      <EmptyState icon={IconPlugConnectedX} title={t('app.failed_title')} text={t('app.failed_text')} alarming>
        <Button onClick={() => void Promise.all([status.refetch(), lawyers.refetch()])}>{t('app.retry')}</Button>
      </EmptyState>
    ) : (
      <Opening />
    );
  }
  const lawyer = lawyers.data.find(({ id }) => id === lawyerId) ?? lawyers.data[0];
  const { recovery_key: recoveryKey, warnings, mode } = status.data;
  return (
    <div className={classes.app}>
      {lawyer ? (
        <Workspace lawyers={lawyers.data} lawyer={lawyer} practice={mode === 'practice'} onLawyer={setLawyerId} />
      ) : (
        <FirstRun onCreated={setCreated} />
      )}
      {noticesOpen && warnings.length > 0 && <Notices warnings={warnings} onCollapse={() => setNoticesOpen(false)} />}
      <StatusBar
        status={status.data}
        session={lawyer?.session}
        noticesOpen={noticesOpen}
        onNotices={() => setNoticesOpen(!noticesOpen)}
      />
      {recoveryKey !== null && <RecoveryKeyDialog recoveryKey={recoveryKey} />}
      {recoveryKey === null && created && <ApiKeyDialog created={created} onDone={() => setCreated(null)} />}
    </div>
  );
}

/** Nothing for a moment, so that a quick start does not flicker; then a sign of life. */
function Opening() {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return slow ? (
    <EmptyState title={t('app.loading')}>
      <Loader type="dots" />
    </EmptyState>
  ) : null;
}
