import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { onPush } from '../../bridge.ts';
import { LinkOpenerProvider } from './link-opener.ts';

const LinkDialog = lazy(() => import('./link-dialog.tsx').then((module) => ({ default: module.LinkDialog })));

/**
 * Within it the links of messages lead somewhere, after a question, and so do those of WhatsApp's own page. What is asked goes with it,
 * as when the window is locked.
 */
export function LinkArea({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(
    () =>
      onPush((push) => {
        if (push.kind === 'link') setAsked(push.address);
      }),
    [],
  );
  return (
    <LinkOpenerProvider value={setAsked}>
      {children}
      {asked !== null && (
        <Suspense>
          <LinkDialog address={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </LinkOpenerProvider>
  );
}
