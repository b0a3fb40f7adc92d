import { useState } from 'react';
import { Router } from './routing/router.ts';
import { RouterProvider } from './routing/use-router.ts';
import { Shell } from './shell.tsx';
import { isNarrow } from './ui/narrow.ts';
import { ToastProvider } from './ui/toast.tsx';

/** The window, once there is a database behind it. */
export function App() {
  // In a narrow window a side panel covers what one goes to.
  const [router] = useState(() => new Router(window, () => !isNarrow()));
  return (
    <RouterProvider value={router}>
      <ToastProvider>
        <Shell />
      </ToastProvider>
    </RouterProvider>
  );
}
