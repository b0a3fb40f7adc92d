import { app, Menu } from 'electron';
import { applicationMenu } from './app-menu.ts';
import type { AppSettingsOfMachine } from './app-settings.ts';
import { wordsIn } from './words.ts';

/** The app's menu, in the language that is set, also when another one is. */
export function keepAppMenu(appSettings: Pick<AppSettingsOfMachine, 'get' | 'onChange'>): void {
  const isMac = process.platform === 'darwin';
  const show = (): void => {
    const { say } = wordsIn(appSettings.get().language, app.getPreferredSystemLanguages());
    Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu({ isPackaged: app.isPackaged, isMac, say })));
  };
  show();
  appSettings.onChange(show);
}
