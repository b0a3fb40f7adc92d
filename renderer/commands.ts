import {
  IconChecks,
  IconContrast,
  IconInfoCircle,
  IconListCheck,
  IconLogout,
  IconMessagePlus,
  IconMoon,
  IconPalette,
  IconSun,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { AppLookChange } from '../main/contract/app-settings.ts';

/** What a command can do, and what it can look at. */
export interface CommandContext {
  practice: boolean;
  /** The open chat. */
  chat: string | null;
  addLawyer: () => void;
  showSide: (side: string) => void;
  setLook: (change: AppLookChange) => void;
  sendRead: (chat: string) => void;
  /** Null while nobody has signed in. */
  signOut: (() => void) | null;
}

interface CommandEntry {
  id: string;
  label: ParseKeys;
  /** What it is one of: `Colours: Light`. */
  of?: ParseKeys;
  icon: TablerIcon;
  /** Whether it can be done now; absent: always. */
  when?: (context: CommandContext) => boolean;
  run: (context: CommandContext) => void;
}

/** What can be done from the command palette, beside what has a shortcut (see shortcuts.ts) or is a screen: one line each. */
export const COMMANDS: readonly CommandEntry[] = [
  { id: 'add-lawyer', label: 'lawyers.add', icon: IconUserPlus, run: ({ addLawyer }) => addLawyer() },
  {
    ...{ id: 'practice', label: 'practice.title', icon: IconMessagePlus },
    ...{ when: ({ practice }) => practice, run: ({ showSide }) => showSide('practice') },
  },
  { id: 'queue', label: 'queue.title', icon: IconListCheck, run: ({ showSide }) => showSide('queue') },
  {
    ...{ id: 'details', label: 'chat.details', icon: IconInfoCircle },
    ...{ when: ({ chat }) => chat !== null, run: ({ showSide }) => showSide('details') },
  },
  {
    ...{ id: 'send-read', label: 'client.send_read', icon: IconChecks },
    ...{ when: ({ chat }) => chat !== null, run: ({ chat, sendRead }) => chat !== null && sendRead(chat) },
  },
  {
    ...{ id: 'sign-out', label: 'identity.sign_out', icon: IconLogout },
    ...{ when: ({ signOut }) => signOut !== null, run: ({ signOut }) => signOut?.() },
  },
  {
    ...{ id: 'theme-light', of: 'app_settings.theme', label: 'app_settings.theme_light', icon: IconSun },
    run: ({ setLook }) => setLook({ theme: 'light' }),
  },
  {
    ...{ id: 'theme-dark', of: 'app_settings.theme', label: 'app_settings.theme_dark', icon: IconMoon },
    run: ({ setLook }) => setLook({ theme: 'dark' }),
  },
  {
    ...{ id: 'theme-auto', of: 'app_settings.theme', label: 'app_settings.auto', icon: IconPalette },
    run: ({ setLook }) => setLook({ theme: 'auto' }),
  },
  {
    ...{ id: 'contrast-high', of: 'app_settings.contrast', label: 'app_settings.contrast_high', icon: IconContrast },
    run: ({ setLook }) => setLook({ contrast: 'high' }),
  },
  {
    ...{
      id: 'contrast-normal',
      of: 'app_settings.contrast',
      label: 'app_settings.contrast_normal',
      icon: IconContrast,
    },
    run: ({ setLook }) => setLook({ contrast: 'normal' }),
  },
];
