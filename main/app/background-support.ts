import type { AppSettingsSupport } from '../contract/app-settings.ts';

interface Machine {
  isPackaged: boolean;
  hasTray: boolean;
  notifies: boolean;
  /** `--background`: who gives it wants it, also of an app that is not installed. */
  wantsBackground: boolean;
  /** `LEXLINE_BACKGROUND`: who sets it knows how to get at the app again, and needs no tray for it. */
  isForced: boolean;
}

/** What of the settings for the desktop has an effect here. While one builds the app, closing its window ends it. */
export function settingsSupport(machine: Machine): AppSettingsSupport {
  return {
    background: backgroundSupport(machine),
    start_at_login: machine.isPackaged ? 'possible' : 'not_installed',
    notifications: machine.notifies ? 'possible' : 'not_supported',
  };
}

function backgroundSupport({ isPackaged, hasTray, wantsBackground, isForced }: Machine) {
  if (isForced) return 'possible';
  if (!isPackaged && !wantsBackground) return 'not_installed';
  return hasTray ? 'possible' : 'no_tray';
}
