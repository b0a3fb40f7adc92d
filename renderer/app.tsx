import { lazy, Suspense, useState } from 'react';
import { LinkArea } from './features/links/link-area.tsx';
import { IdentityGate } from './features/staff/identity-gate.tsx';
import { Router } from './routing/router.ts';
import { RouterProvider } from './routing/use-router.ts';
import { Shell } from './shell.tsx';
import { Shortcuts } from './shortcuts/use-shortcut.tsx';
import { isNarrow } from './ui/narrow.ts';
import { ToastProvider } from './ui/toast.tsx';

const SupportShell = lazy(() =>
  import('./features/staff/support-shell.tsx').then((module) => ({ default: module.SupportShell })),
);

/** The window, once there is a database behind it. */
export function App() {
  // In a narrow window a side panel covers what one goes to.
  const [router] = useState(() => new Router(window, () => !isNarrow()));
  return (
    <RouterProvider value={router}>
      <ToastProvider>
        <Shortcuts>
          <IdentityGate>
            {({ person }) => (
              // Within the gate: what a link leads to is not shown over a window that is locked.
              <LinkArea>
                {person?.role === 'support' ? (
                  <Suspense>
                    <SupportShell />
                  </Suspense>
                ) : (
                  <Shell />
                )}
              </LinkArea>
            )}
          </IdentityGate>
        </Shortcuts>
      </ToastProvider>
    </RouterProvider>
  );
}
