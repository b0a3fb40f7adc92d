import { SEARCH_PATH } from './features/search/search-terms.ts';
import { SETTINGS_PATH } from './features/settings/settings-path.ts';
import { SCREENS } from './routes.ts';
import { pathTo } from './routing/path.ts';
import type { ScreenEntry } from './routing/screen.ts';
import { shownOrder } from './routing/shown-order.ts';
import { useRouter } from './routing/use-router.ts';
import { useShortcut } from './shortcuts/use-shortcut.tsx';
import { useDialogOver } from './ui/use-dialog-over.ts';

/** What can be open over the whole workspace. */
export type WorkspaceDialog = 'palette' | 'new chat' | 'shortcuts' | 'password';

export interface WorkspaceActions {
  opened: WorkspaceDialog | null;
  openPalette: () => void;
  /** Asks whoever has signed in for another password. */
  openPassword: () => void;
  /** Closes what is open; the focus returns to what had it. */
  close: () => void;
}

/** What can be done wherever one is, by its shortcuts. `addressOf` says where one was in a screen. */
export function useWorkspaceActions(addressOf: (screen: ScreenEntry) => string, lawyerId: string): WorkspaceActions {
  const { navigate } = useRouter();
  const { opened, open, close } = useDialogOver<WorkspaceDialog>();
  useShortcut('palette', () => open('palette'));
  useShortcut('help', () => open('shortcuts'));
  useShortcut('chat.new', () => open('new chat'));
  useShortcut('search', () => navigate(pathTo(SEARCH_PATH, { lawyerId })));
  useShortcut('settings', () => navigate(pathTo(SETTINGS_PATH, { lawyerId })));
  useShortcut('screen', (digit) => {
    const screen = shownOrder(SCREENS)[(digit ?? 0) - 1];
    if (screen) navigate(addressOf(screen));
  });
  return { opened, openPalette: () => open('palette'), openPassword: () => open('password'), close };
}
