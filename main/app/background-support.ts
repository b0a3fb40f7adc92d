import type { AppSettingsSupport } from '../contract/app-settings.ts';
import type { Mode } from '../contract/values.ts';

interface Machine {
  mode: Mode;
  isPackaged: boolean;
  hasTray: boolean;
  notifies: boolean;
  /** `--background`: who gives it wants it, also of an app that is not installed. */
  wantsBackground: boolean;
  /** `LEXLINE_BACKGROUND`: who sets it knows how to get at the app again, and needs no tray for it. */
  isForced: boolean;
}

/**
 * What of the settings for the desktop has an effect here. While one builds the app, closing its window ends it; in the
 * practice account, too, so that the next start is that of the real one.
 */
export function settingsSupport(machine: Machine): AppSettingsSupport {
  return {
    background: backgroundSupport(machine),
    start_at_login: startAtLoginSupport(machine),
    notifications: machine.notifies ? 'possible' : 'not_supported',
  };
}

function startAtLoginSupport({ isPackaged, mode }: Machine) {
  if (!isPackaged) return 'not_installed';
  return mode === 'practice' ? 'practice' : 'possible';
}

function backgroundSupport({ isPackaged, mode, hasTray, wantsBackground, isForced }: Machine) {
  if (isForced) return 'possible';
  if (!isPackaged && !wantsBackground) return 'not_installed';
  if (mode === 'practice') return 'practice';
  return hasTray ? 'possible' : 'no_tray';
}
