import './mantine-styles.ts';
import './theme-variables.css';
import './tokens.css';
import './high-contrast.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app.tsx';
import { AppLook } from './app-look.tsx';
import { bridgeView, call } from './bridge.ts';
import { createQueryClient } from './create-query-client.ts';
import { DraftKeeper } from './features/compose/draft-keeper.ts';
import { DraftStore } from './features/compose/draft-store.ts';
import { followMerges } from './features/compose/follow-merges.ts';
import { DraftContext, DraftKeeperContext } from './features/compose/use-draft.ts';
import { appSettingsQuery } from './features/settings/app-settings-queries.ts';
import { createI18n } from './i18n/create-i18n.ts';
import { LanguageSwitch } from './i18n/language-switch.ts';
import { startLiveUpdates } from './live-updates.ts';
import { FaultBoundary } from './ui/fault-boundary.tsx';
import { WindowCoverProvider } from './ui/window-cover.tsx';

const LockedScreen = lazy(() =>
  import('./features/onboarding/locked-screen.tsx').then((module) => ({ default: module.LockedScreen })),
);

/** How long the first paint waits for the settings and the texts of their language, in ms. Then it is in English at first. */
const FIRST_PAINT_WAITS = 250;

const client = createQueryClient();
const i18n = createI18n(navigator.language);
const language = new LanguageSwitch(i18n, [navigator.language, ...navigator.languages]);
const drafts = new DraftStore();
const keeper = new DraftKeeper(drafts, {
  list: (lawyerId) => call('drafts.list', { lawyer_id: lawyerId }),
  save: (lawyerId, chat, content) => call('drafts.save', { lawyer_id: lawyerId, chat, content }),
  heldIn: (lawyerId, chats) => call('conversations.heldIn', { lawyer_id: lawyerId, chats: [...chats] }),
  after: (ms, work) => void setTimeout(work, ms),
});
for (const event of ['pagehide', 'blur']) window.addEventListener(event, () => keeper.flush());
i18n.on('languageChanged', markLanguage);
markLanguage();
startLiveUpdates(client);
followMerges(keeper);
void Promise.race([readSettings(), new Promise((resolve) => setTimeout(resolve, FIRST_PAINT_WAITS))]).then(show);

/** For what reads the page aloud, hyphenates it and lays it out. Mantine follows the direction. */
function markLanguage(): void {
  document.documentElement.lang = i18n.language;
  document.documentElement.dir = i18n.dir();
}

/** Whatever comes of it, the window is shown. */
async function readSettings(): Promise<void> {
  try {
    const { language: chosen } = await client.fetchQuery(appSettingsQuery);
    await language.choose(chosen);
  } catch {
    await language.choose('auto');
  }
}

function show(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <I18nextProvider i18n={i18n}>
          <AppLook language={language}>
            <FaultBoundary>
              <DraftContext value={drafts}>
                <DraftKeeperContext value={keeper}>
                  <WindowCoverProvider>
                    <Suspense>{bridgeView() === 'locked' ? <LockedScreen /> : <App />}</Suspense>
                  </WindowCoverProvider>
                </DraftKeeperContext>
              </DraftContext>
            </FaultBoundary>
          </AppLook>
        </I18nextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
