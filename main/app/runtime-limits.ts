import type { WarningCode } from '../contract/entities.ts';
import type { Protection } from './keyring.ts';

export interface Warning {
  code: WarningCode;
  message: string;
}

export interface Runtime {
  electronVersion: string;
  /** The version that Lexline is built for and tested with, from package.json. */
  pinnedVersion: string;
  isRoot: boolean;
  hasNoSandboxSwitch: boolean;
}

/**
 * Why this machine may only practise: WhatsApp's page is never linked to a person's account in a browser without its
 * sandbox, or in one whose security fixes we do not know.
 */
export function runtimeLimits(runtime: Runtime): Warning[] {
  const limits: Warning[] = [];
  if (runtime.electronVersion !== runtime.pinnedVersion) {
    limits.push({
      code: 'stand_in_runtime',
      message: `This is Electron ${runtime.electronVersion}, a stand-in for ${runtime.pinnedVersion}: only the practice account can be used.`,
    });
  }
  if (runtime.isRoot || runtime.hasNoSandboxSwitch) {
    limits.push({
      code: 'no_sandbox',
      message:
        "Chromium's sandbox is off (started as root or with --no-sandbox): only the practice account can be used.",
    });
  }
  return limits;
}

const TRIAL_BUILD: Warning = {
  code: 'trial_build',
  message:
    'This app was packed to be tried out (npm run dist). It is no release: it is not signed, and never updates itself.',
};

/** What a person is told of how the app runs: what it is, its limits, and where the database's key lies badly. */
export function warningsOf(limits: readonly Warning[], protection: Protection, isTrial: boolean): Warning[] {
  const warnings = isTrial ? [TRIAL_BUILD, ...limits] : [...limits];
  if (protection !== 'file') return warnings;
  const message =
    "The database's key lies in a file that only this user can read, because this system offers no keychain. " +
    'Set LEXLINE_PASSPHRASE to protect it with a passphrase.';
  return [...warnings, { code: 'key_in_file', message }];
}
