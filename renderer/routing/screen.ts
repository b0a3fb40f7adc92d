import type { TablerIcon } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import type { LawyerWithSession } from '../../main/contract/ipc.ts';

/** What every screen is given. */
export interface ScreenProps {
  /** Whose window it is at the moment. */
  lawyer: LawyerWithSession;
  practice: boolean;
  /** What the path of the screen names. */
  params: Readonly<Record<string, string>>;
}

/** One line of the table of screens. */
export interface ScreenEntry {
  /** A pattern as path.ts reads it. A screen of a lawyer's begins with `/lawyer/:lawyerId/`. */
  path: string;
  /** The screen's module; its default export is the screen. It is read when the screen is first shown. */
  load: () => Promise<{ default: ComponentType<ScreenProps> }>;
  /** It says itself how it is with WhatsApp; over all others the window does. */
  saysSession?: true;
  /** Absent for a screen that is reached from another one only. */
  nav?: {
    label: ParseKeys;
    icon: TablerIcon;
    /** Groups stand apart, in this order; `app` at the end. */
    group: 'clients' | 'office' | 'app';
    /** The place in the group, from 1. */
    order: number;
  };
}
