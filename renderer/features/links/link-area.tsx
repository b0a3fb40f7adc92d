import { lazy, type ReactNode, Suspense, useState } from 'react';
import { LinkOpenerProvider } from './link-opener.ts';

const LinkDialog = lazy(() => import('./link-dialog.tsx').then((module) => ({ default: module.LinkDialog })));

/** Within it the links of messages lead somewhere, after a question. What is asked goes with it, as when the window is locked. */
export function LinkArea({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<string | null>(null);
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
