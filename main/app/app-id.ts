import type { App } from 'electron';

/** As in `electron-builder.yml`, whose installer writes it into the shortcut in the start menu. */
export const APP_ID = 'app.lexline.desktop';

/** Windows shows the notifications only of a program that calls itself what its shortcut in the start menu does. */
export function takeAppId(app: Pick<App, 'setAppUserModelId'>, platform: NodeJS.Platform): void {
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
}
