import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onPush } from './bridge.ts';
import { chatsPath } from './features/chats/selection.ts';
import type { CreatedLawyer } from './features/lawyers/lawyer-form.tsx';
import { useLawyers } from './features/lawyers/lawyer-queries.ts';
import { useLeaveRemoved } from './features/lawyers/use-leave-removed.ts';
import { setUpPath } from './features/onboarding/set-up-path.ts';
import { Notices } from './features/status/notices.tsx';
import { shownAlerts } from './features/status/shown-alerts.ts';
import { StatusBar } from './features/status/status-bar.tsx';
import { useAlerts, useAppStatus } from './features/status/status-queries.ts';
import { UpdateNotice } from './features/updates/update-notice.tsx';
import { SCREENS } from './routes.ts';
import { findScreen } from './routing/find-screen.ts';
import { useFollowNavigation } from './routing/follow-navigation.ts';
import { useRoute, useRouter } from './routing/use-router.ts';
import classes from './shell.module.css';
import { EmptyState } from './ui/empty-state.tsx';
import { PartLoading } from './ui/part-loading.tsx';
import { ToastLine } from './ui/toast.tsx';
import { Workspace } from './workspace.tsx';

const FirstRun = lazy(() =>
  import('./features/onboarding/first-run.tsx').then((module) => ({ default: module.FirstRun })),
);
const RecoveryKeyDialog = lazy(() =>
  import('./features/onboarding/recovery-key-dialog.tsx').then((module) => ({ default: module.RecoveryKeyDialog })),
);
const FirstRecoveryKeyDialog = lazy(() =>
  import('./features/onboarding/recovery-key-dialog.tsx').then((module) => ({
    default: module.FirstRecoveryKeyDialog,
  })),
);
const ApiKeyDialog = lazy(() =>
  import('./features/onboarding/api-key-dialog.tsx').then((module) => ({ default: module.ApiKeyDialog })),
);
const AddLawyerDialog = lazy(() =>
  import('./features/lawyers/add-lawyer-dialog.tsx').then((module) => ({ default: module.AddLawyerDialog })),
);

/** A first run, or the workspace, over the status bar. */
export function Shell() {
  const { t } = useTranslation();
  const status = useAppStatus();
  const lawyers = useLawyers();
  const alerts = useAlerts();
  const { path, query } = useRoute();
  const { navigate, showSide } = useRouter();
  const [created, setCreated] = useState<CreatedLawyer | null>(null);
  const [adding, setAdding] = useState(false);
  const [noticesOpen, setNoticesOpen] = useState(true);
  const { entry, params } = findScreen(SCREENS, path);
  useFollowNavigation(SCREENS, onPush);
  useLeaveRemoved(lawyers.data, params.lawyerId);
  // The screen is read from the disk while the main process answers.
  useEffect(() => void entry.load(), [entry]);

  if (!status.data || !lawyers.data) {
    return status.isError || lawyers.isError ? (
      <EmptyState icon={IconPlugConnectedX} title={t('app.failed_title')} text={t('app.failed_text')} alarming>
        <Button onClick={() => void Promise.all([status.refetch(), lawyers.refetch()])}>{t('app.retry')}</Button>
      </EmptyState>
    ) : (
      <Opening />
    );
  }
  const lawyer = lawyers.data.find(({ id }) => id === params.lawyerId) ?? lawyers.data[0];
  const { recovery_key: recoveryKey, warnings, mode } = status.data;
  const openAlerts = shownAlerts(alerts.data ?? []);
  const onCreated = (made: CreatedLawyer) => {
    setAdding(false);
    setCreated(made);
    // The first one's set-up goes on; who adds another knows the way.
    navigate(lawyer ? chatsPath(made.id) : setUpPath(made.id, 'whatsapp'));
  };
  return (
    <div className={classes.shell}>
      {lawyer ? (
        <Workspace
          lawyers={lawyers.data}
          lawyer={lawyer}
          practice={mode === 'practice'}
          onAddLawyer={() => setAdding(true)}
        />
      ) : (
        <div className={classes.first}>
          <Suspense fallback={<PartLoading />}>
            <FirstRun onCreated={onCreated} />
          </Suspense>
        </div>
      )}
      <div className={classes.foot}>
        <ToastLine />
        {lawyer && <UpdateNotice lawyerId={lawyer.id} />}
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
          queueOpen={query.side === 'queue'}
          onQueue={() => showSide(query.side === 'queue' ? null : 'queue')}
        />
      </div>
      <Suspense>
        {adding && <AddLawyerDialog onCreated={onCreated} onClose={() => setAdding(false)} />}
        {recoveryKey !== null &&
          (lawyer ? <RecoveryKeyDialog {...{ recoveryKey }} /> : <FirstRecoveryKeyDialog {...{ recoveryKey }} />)}
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
