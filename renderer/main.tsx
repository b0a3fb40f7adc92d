import '@mantine/core/styles.css';
import './theme-variables.css';
import './tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app.tsx';
import { bridgeView } from './bridge.ts';
import { createQueryClient } from './create-query-client.ts';
import { DraftStore } from './features/compose/draft-store.ts';
import { DraftContext } from './features/compose/use-draft.ts';
import { createI18n } from './i18n/create-i18n.ts';
import { startLiveUpdates } from './live-updates.ts';
import { theme } from './theme.ts';
import { FaultBoundary } from './ui/fault-boundary.tsx';
import { WindowCoverProvider } from './ui/window-cover.tsx';

const LockedScreen = lazy(() =>
  import('./features/onboarding/locked-screen.tsx').then((module) => ({ default: module.LockedScreen })),
);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const client = createQueryClient();
const i18n = createI18n(navigator.language);
document.documentElement.lang = i18n.language;
document.documentElement.dir = i18n.dir();
startLiveUpdates(client);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <I18nextProvider i18n={i18n}>
        <FaultBoundary>
          <QueryClientProvider client={client}>
            <DraftContext value={new DraftStore()}>
              <WindowCoverProvider>
                <Suspense>{bridgeView() === 'locked' ? <LockedScreen /> : <App />}</Suspense>
              </WindowCoverProvider>
            </DraftContext>
          </QueryClientProvider>
        </FaultBoundary>
      </I18nextProvider>
    </MantineProvider>
  </StrictMode>,
);
