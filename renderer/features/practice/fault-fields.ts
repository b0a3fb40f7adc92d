import type { IpcOutput } from '../../../main/contract/ipc.ts';

export type Faults = IpcOutput<'practice.faults'>;

type FieldsOf<Value> = { [Name in keyof Faults]: Faults[Name] extends Value ? Name : never }[keyof Faults];
export type SwitchFault = FieldsOf<boolean>;
export type NumberFault = FieldsOf<number>;
type ListFault = FieldsOf<readonly string[]>;
export type ChoiceFault = Exclude<keyof Faults, SwitchFault | NumberFault | ListFault>;

/** The ways in which a fault with a choice can be. */
export const CHOICES = {
  lids: ['off', 'known', 'late'],
  qr: ['shown', 'loading', 'idle', 'stale'],
  network: ['up', 'down', 'flapping'],
  media: ['ok', 'fails_first', 'gone'],
  sends: ['ok', 'slow', 'refused', 'pending', 'answer_lost'],
  language: ['en', 'de', 'es', 'pt', 'ar'],
} as const satisfies { [Name in ChoiceFault]: readonly Faults[Name][] };

/** The smallest and the largest value of each number, as the contract has them. */
export const RANGES: Record<NumberFault, { min: number; max: number }> = {
  duplicate_every: { min: 0, max: 1000 },
  ciphertext_every: { min: 0, max: 1000 },
  module_pause_ms: { min: 0, max: 120_000 },
  qr_rotation_ms: { min: 200, max: 120_000 },
  history_pause_ms: { min: 0, max: 120_000 },
  hang_ms: { min: 0, max: 120_000 },
  reload_every_ms: { min: 0, max: 120_000 },
};

/** Every fault, with those that it stands with. */
export const FAULT_GROUPS = {
  messages: [
    'duplicate_every',
    'ciphertext_every',
    'ciphertext_stays',
    'acks_out_of_order',
    'lids',
    'history_pause_ms',
    'history_patchy',
    'media',
    'sends',
  ],
  linking: ['qr', 'qr_rotation_ms', 'passkey_required', 'unsupported_browser'],
  connection: ['network', 'phone_offline', 'silent', 'tells_of_one_chat'],
  page: ['module_pause_ms', 'missing_modules', 'blank', 'hang_ms', 'reload_every_ms', 'hostile', 'flood', 'language'],
} as const satisfies Record<string, readonly (keyof Faults)[]>;

export function isSwitch(name: keyof Faults, faults: Faults): name is SwitchFault {
  return typeof faults[name] === 'boolean';
}

export function isNumber(name: keyof Faults, faults: Faults): name is NumberFault {
  return typeof faults[name] === 'number';
}

export function isChoice(name: keyof Faults): name is ChoiceFault {
  return Object.hasOwn(CHOICES, name);
}
