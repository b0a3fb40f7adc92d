import {
  IconActivityHeartbeat,
  IconBrandWhatsapp,
  IconMessages,
  IconPlugConnected,
  IconSearch,
  IconSettings,
  IconTemplate,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react';
import { CHATS_PATH } from './features/chats/selection.ts';
import { CLIENTS_PATH } from './features/clients/clients-path.ts';
import { DIRECTORY_PATH } from './features/directory/directory-path.ts';
import { HEALTH_PATH } from './features/health/health-path.ts';
import { SET_UP_PATH } from './features/onboarding/set-up-path.ts';
import { SEARCH_PATH } from './features/search/search-terms.ts';
import { SETTINGS_PATH } from './features/settings/settings-path.ts';
import { PEOPLE_PATH } from './features/staff/people-path.ts';
import { TEMPLATES_PATH } from './features/templates/templates-path.ts';
import { WHATSAPP_PATH } from './features/whatsapp/whatsapp-path.ts';
import type { ScreenEntry } from './routing/screen.ts';

/** Every screen of the window: one line each. The first one is where the window begins. */
export const SCREENS: readonly ScreenEntry[] = [
  {
    path: CHATS_PATH,
    load: () => import('./features/chats/chats-screen.tsx'),
    saysSession: true,
    nav: { label: 'app.chats', icon: IconMessages, group: 'clients', order: 1 },
  },
  {
    path: CLIENTS_PATH,
    load: () => import('./features/clients/clients-screen.tsx'),
    nav: { label: 'clients.title', icon: IconUsers, group: 'clients', order: 2 },
  },
  {
    path: WHATSAPP_PATH,
    load: () => import('./features/whatsapp/whatsapp-screen.tsx'),
    saysSession: true,
    nav: { label: 'app.whatsapp', icon: IconBrandWhatsapp, group: 'clients', order: 3 },
  },
  {
    path: SEARCH_PATH,
    load: () => import('./features/search/search-screen.tsx'),
    nav: { label: 'search.title', icon: IconSearch, group: 'clients', order: 4 },
  },
  {
    path: TEMPLATES_PATH,
    load: () => import('./features/templates/templates-screen.tsx'),
    nav: { label: 'templates.title', icon: IconTemplate, group: 'clients', order: 5 },
  },
  {
    path: DIRECTORY_PATH,
    load: () => import('./features/directory/directory-screen.tsx'),
    nav: { label: 'directory.title', icon: IconPlugConnected, group: 'office', order: 5 },
  },
  {
    path: PEOPLE_PATH,
    load: () => import('./features/staff/people-screen.tsx'),
    nav: { label: 'people.title', icon: IconUserShield, group: 'office', order: 7 },
  },
  {
    path: HEALTH_PATH,
    load: () => import('./features/health/health-screen.tsx'),
    saysSession: true,
    nav: { label: 'health.nav', icon: IconActivityHeartbeat, group: 'office', order: 9 },
  },
  {
    path: SETTINGS_PATH,
    load: () => import('./features/settings/settings-screen.tsx'),
    nav: { label: 'app.settings', icon: IconSettings, group: 'app', order: 1 },
  },
  { path: SET_UP_PATH, load: () => import('./features/onboarding/set-up-screen.tsx'), saysSession: true },
];
