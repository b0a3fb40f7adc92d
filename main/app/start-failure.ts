import { MigrationFailedError, NewerDatabaseError } from '../storage/migrate.ts';
import { UnreadableDatabaseError } from '../storage/open-sqlite.ts';
import { WhatsAppUrlError } from '../whatsapp/allowed-address.ts';
import { DamagedKeyringError } from './keyring.ts';
import { DatabaseMissingError, KeyringMissingError } from './open-vault.ts';
import { TlsIdentityError } from './tls-identity.ts';
import type { Word, Words } from './words.ts';

/** Why the app cannot go on, as far as a person can do something about it. Each has a text of its own. */
export const FAILURES = [
  ...['keyring_missing', 'keyring_damaged', 'database_missing', 'database_damaged', 'database_newer'],
  ...['database_in_use', 'disk_full', 'not_writable', 'disk_trouble', 'update_undone', 'start_option', 'unknown'],
] as const;
export type Failure = (typeof FAILURES)[number];

const BY_CLASS = [
  [KeyringMissingError, 'keyring_missing'],
  [DamagedKeyringError, 'keyring_damaged'],
  [DatabaseMissingError, 'database_missing'],
  [UnreadableDatabaseError, 'database_damaged'],
  [NewerDatabaseError, 'database_newer'],
  [WhatsAppUrlError, 'start_option'],
  [TlsIdentityError, 'start_option'],
] as const;

/** Node's and SQLite's. Extended codes begin with their primary one: `SQLITE_IOERR_WRITE`. */
const BY_CODE = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)/, 'disk_full'],
  [/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_(READONLY|PERM|CANTOPEN))/, 'not_writable'],
  [/^(EBUSY|SQLITE_(BUSY|LOCKED))/, 'database_in_use'],
  [/^(EIO|SQLITE_IOERR)/, 'disk_trouble'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'database_damaged'],
] as const;

/** With less than that SQLite may say that the disk failed, or that a file of its own cannot be made. In bytes. */
const HARDLY_ANY = 4_000_000;

/** What another try cannot mend before something else was done about it, in this folder. */
const FOR_GOOD: ReadonlySet<Failure> = new Set(['database_newer', 'start_option']);

/** The code of an error, or of what has caused it; failing that, the error's name. Never its message. */
export function errorCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** Which of the failures that error is. `freeBytes`: where the data folder is; null: not known. */
export function failureOf(error: unknown, freeBytes: number | null = null): Failure {
  const known = BY_CLASS.find(([Known]) => error instanceof Known);
  if (known) return known[1];
  // A port that may not be used has the same codes as a file.
  const isOfNetwork = error instanceof Error && 'syscall' in error && ['listen', 'bind'].includes(`${error.syscall}`);
  const found = isOfNetwork ? undefined : BY_CODE.find(([pattern]) => pattern.test(errorCode(error)));
  if (found) {
    const isOfDisk = found[1] === 'disk_trouble' || found[1] === 'not_writable';
    return isOfDisk && freeBytes !== null && freeBytes < HARDLY_ANY ? 'disk_full' : found[1];
  }
  return error instanceof MigrationFailedError ? 'update_undone' : 'unknown';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** What a person can do from the box. */
export type FailureAnswer = 'again' | 'folder' | 'quit';

export interface FailureBox {
  message: string;
  detail: string;
  buttons: readonly { label: string; answer: FailureAnswer }[];
}

/** What the texts tell beside the failure itself. */
export interface FailureFacts {
  dataDir: string;
  /** Of this app. */
  version: string;
  /** The app's that opened this database last; null: that is not known. */
  openedBy: string | null;
  /** Where the data folder is; null: not known. */
  freeBytes: number | null;
  /** Whether the app can be started anew from the box. */
  canTryAgain: boolean;
}

/** What is said of it, and what can be done. */
export function failureBox(error: unknown, { say }: Pick<Words, 'say'>, facts: FailureFacts): FailureBox {
  const { dataDir, version, openedBy, freeBytes, canTryAgain } = facts;
  const failure = failureOf(error, freeBytes);
  const ofVersion: Word = openedBy === null ? 'failed_version_unknown' : 'failed_version';
  const parts = [
    // Who has typed an option reads what is wrong with it as the command line says it.
    failure === 'start_option' ? messageOf(error) : say(`failed_${failure}_detail`),
    ...(failure === 'database_newer' ? [say(ofVersion, { version, newer: openedBy ?? '' })] : []),
    // Isolated, so that it leaves what stands before it in its place where one reads from the right.
    `${say('failed_folder_is', { folder: `\u2068${dataDir}\u2069` })}\n${say('failed_code', { code: `\u2068${errorCode(error)}\u2069` })}`,
  ];
  return {
    message: say(`failed_${failure}`),
    detail: parts.join('\n\n'),
    buttons: [
      ...(canTryAgain && !FOR_GOOD.has(failure) ? ([{ label: say('failed_again'), answer: 'again' }] as const) : []),
      ...(failure === 'start_option' ? [] : ([{ label: say('failed_folder'), answer: 'folder' }] as const)),
      { label: say('tray_quit'), answer: 'quit' },
    ],
  };
}
