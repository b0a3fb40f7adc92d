import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../main/contract/ipc/identity.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useIdentity } from './identity-queries.ts';

const SignInScreen = lazy(() => import('./sign-in-screen.tsx').then((module) => ({ default: module.SignInScreen })));
const LockScreen = lazy(() => import('./lock-screen.tsx').then((module) => ({ default: module.LockScreen })));

/** What the window knows without knowing anything of a client. */
const KEPT = new Set<unknown>(['identity', 'app_settings']);

/**
 * The window for whoever sits at it. The main process answers nobody else anyway: this shows who must do what, and lets
 * nothing of one person's stay in the page for the next.
 */
export function IdentityGate({ children }: { children: (identity: Identity) => ReactNode }) {
  const { t } = useTranslation();
  const { data: identity, isError, refetch } = useIdentity();
  const isIn = identity?.state === 'open' || identity?.state === 'signed_in';
  const isLocked = identity?.state === 'locked';
  useForgotten(isLocked);
  const isOthers = useFreshPage(identity);
  if (isOthers) return null;
  if (identity && isIn) return children(identity);
  if (isError && !identity) {
    return (
      <EmptyState icon={IconPlugConnectedX} title={t('app.failed_title')} text={t('app.failed_text')} alarming>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    );
  }
  if (!identity) return null;
  return <Suspense>{isLocked ? <LockScreen identity={identity} /> : <SignInScreen />}</Suspense>;
}

/** What was read is not in the page while it is locked. */
function useForgotten(isLocked: boolean): void {
  const client = useQueryClient();
  useLayoutEffect(() => {
    if (!isLocked) return;
    client.removeQueries({ predicate: ({ queryKey: [first] }) => !KEPT.has(first) });
    client.getMutationCache().clear();
  }, [isLocked, client]);
}

/**
 * After a person has gone the page is a new one: drafts, caches and addresses are gone with them. True: it is still that
 * person's, and nothing of it is shown to the next.
 */
function useFreshPage(identity: Identity | undefined): boolean {
  const before = useRef<string | null>(null);
  const who = identity ? (identity.person?.id ?? identity.state) : null;
  const was = before.current;
  const isOthers = was !== null && who !== null && was !== who && was !== 'signed_out';
  useLayoutEffect(() => {
    if (!isOthers) {
      before.current = who;
      return;
    }
    window.history.replaceState(null, '', window.location.pathname);
    window.location.reload();
  }, [isOthers, who]);
  return isOthers;
}
