import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { SEARCH_PATH } from './features/search/search-terms.ts';
import { SETTINGS_PATH } from './features/settings/settings-path.ts';
import { SCREENS } from './routes.ts';
import { pathTo } from './routing/path.ts';
import type { ScreenEntry } from './routing/screen.ts';
import { shownOrder } from './routing/shown-order.ts';
import { useRouter } from './routing/use-router.ts';
import { useShortcut } from './shortcuts/use-shortcut.tsx';

/** What can be open over the whole workspace. */
export type WorkspaceDialog = 'palette' | 'new chat' | 'shortcuts';

export interface WorkspaceActions {
  opened: WorkspaceDialog | null;
  openPalette: () => void;
  /** Closes what is open; the focus returns to what had it. */
  close: () => void;
}

/** What can be done wherever one is, by its shortcuts. `addressOf` says where one was in a screen. */
export function useWorkspaceActions(addressOf: (screen: ScreenEntry) => string, lawyerId: string): WorkspaceActions {
  const { navigate } = useRouter();
  const [opened, setOpened] = useState<WorkspaceDialog | null>(null);
  const before = useRef<Element | null>(null);
  const open = (dialog: WorkspaceDialog) => {
    before.current = document.activeElement;
    setOpened(dialog);
  };
  useShortcut('palette', () => open('palette'));
  useShortcut('help', () => open('shortcuts'));
  useShortcut('chat.new', () => open('new chat'));
  useShortcut('search', () => navigate(pathTo(SEARCH_PATH, { lawyerId })));
  useShortcut('settings', () => navigate(pathTo(SETTINGS_PATH, { lawyerId })));
  useShortcut('screen', (digit) => {
    const screen = shownOrder(SCREENS)[(digit ?? 0) - 1];
    if (screen) navigate(addressOf(screen));
  });
  return {
    opened,
    openPalette: () => open('palette'),
    close: () => {
      flushSync(() => setOpened(null));
      const { current } = before;
      if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus();
      else document.querySelector('main')?.focus();
    },
  };
}
