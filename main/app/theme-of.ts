import type { AppSettings } from '../contract/app-settings.ts';

/** The theme that is set, as Electron calls it. */
export function themeOf({ theme }: Pick<AppSettings, 'theme'>): 'system' | 'light' | 'dark' {
  return theme === 'auto' ? 'system' : theme;
}
