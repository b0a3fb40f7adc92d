import { IconBrandWhatsapp, IconMessages, IconSettings } from '@tabler/icons-react';
import { CHATS_PATH } from './features/chats/selection.ts';
import { SETTINGS_PATH } from './features/settings/settings-path.ts';
import type { ScreenEntry } from './routing/screen.ts';

/** Every screen of the window: one line each. The first one is where the window begins. */
export const SCREENS: readonly ScreenEntry[] = [
  {
    path: CHATS_PATH,
    load: () => import('./features/chats/chats-screen.tsx'),
    nav: { label: 'app.chats', icon: IconMessages, group: 'clients', order: 1 },
  },
  {
    path: '/lawyer/:lawyerId/whatsapp',
    load: () => import('./features/whatsapp/whatsapp-screen.tsx'),
    nav: { label: 'app.whatsapp', icon: IconBrandWhatsapp, group: 'clients', order: 2 },
  },
  {
    path: SETTINGS_PATH,
    load: () => import('./features/settings/settings-screen.tsx'),
    nav: { label: 'app.settings', icon: IconSettings, group: 'app', order: 1 },
  },
];
