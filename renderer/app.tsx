import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './app.module.css';
import type { CreatedLawyer } from './features/lawyers/lawyer-form.tsx';
import { useLawyers } from './features/lawyers/lawyer-queries.ts';
import { Notices } from './features/status/notices.tsx';
import { shownAlerts } from './features/status/shown-alerts.ts';
import { StatusBar } from './features/status/status-bar.tsx';
import { useAlerts, useAppStatus } from './features/status/status-queries.ts';
import { EmptyState } from './ui/empty-state.tsx';
import { PartLoading } from './ui/part-loading.tsx';
import { type SidePart, Workspace } from './workspace.tsx';

const FirstRun = lazy(() =>
  import('./features/onboarding/first-run.tsx').then((module) => ({ default: module.FirstRun })),
);
const RecoveryKeyDialog = lazy(() =>
  import('./features/onboarding/recovery-key-dialog.tsx').then((module) => ({ default: module.RecoveryKeyDialog })),
);
const ApiKeyDialog = lazy(() =>
  import('./features/onboarding/api-key-dialog.tsx').then((module) => ({ default: module.ApiKeyDialog })),
);
const AddLawyerDialog = lazy(() =>
  import('./features/lawyers/add-lawyer-dialog.tsx').then((module) => ({ default: module.AddLawyerDialog })),
);

/** The window: a first run, or the workspace, over the status bar. */
export function App() {
  const { t } = useTranslation();
  const status = useAppStatus();
  const lawyers = useLawyers();
  const alerts = useAlerts();
  const [lawyerId, setLawyerId] = useState<string | null>(null);
  const [created, setCreated] = useState<CreatedLawyer | null>(null);
  const [adding, setAdding] = useState(false);
  const [noticesOpen, setNoticesOpen] = useState(true);
  const [side, setSide] = useState<SidePart | null>(null);

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
  const openAlerts = shownAlerts(alerts.data ?? []);
  const onCreated = (made: CreatedLawyer) => {
    setAdding(false);
    setCreated(made);
    setLawyerId(made.id);
  };
  return (
    <div className={classes.app}>
      <Suspense fallback={<PartLoading />}>
        {lawyer ? (
          <Workspace
            lawyers={lawyers.data}
            lawyer={lawyer}
            practice={mode === 'practice'}
            onLawyer={setLawyerId}
            onAddLawyer={() => setAdding(true)}
            side={side}
            onSide={setSide}
          />
        ) : (
          <FirstRun onCreated={onCreated} />
        )}
      </Suspense>
      {noticesOpen && warnings.length + openAlerts.length > 0 && (
        <Notices
          warnings={warnings}
          alerts={openAlerts}
          lawyers={lawyers.data}
          onCollapse={() => setNoticesOpen(false)}
        />
      )}
      <StatusBar
        status={status.data}
        lawyer={lawyer}
        alertCount={openAlerts.length}
        noticesOpen={noticesOpen}
        onNotices={() => setNoticesOpen(!noticesOpen)}
        queueOpen={side === 'queue'}
        onQueue={() => setSide(side === 'queue' ? null : 'queue')}
      />
      <Suspense>
        {adding && <AddLawyerDialog onCreated={onCreated} onClose={() => setAdding(false)} />}
        {recoveryKey !== null && <RecoveryKeyDialog recoveryKey={recoveryKey} />}
        {recoveryKey === null && created && <ApiKeyDialog created={created} onDone={() => setCreated(null)} />}
      </Suspense>
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
