import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { DamagedKeyringError } from '../../../main/app/keyring.ts';
import { DatabaseMissingError, KeyringMissingError } from '../../../main/app/open-vault.ts';
import { FAILURES, type Failure, failureBox, failureOf } from '../../../main/app/start-failure.ts';
import { TlsIdentityError } from '../../../main/app/tls-identity.ts';
import { WORDS, type Word, wordsIn } from '../../../main/app/words.ts';
import { DiskError } from '../../../main/domain/disk-error.ts';
import { MigrationFailedError, NewerDatabaseError } from '../../../main/storage/migrate.ts';
import { UnreadableDatabaseError } from '../../../main/storage/open-sqlite.ts';
import { WhatsAppUrlError } from '../../../main/whatsapp/allowed-address.ts';

const LANGUAGES = ['en', 'de', 'es', 'pt', 'ar'] as const;
const FACTS = { dataDir: '/data/lexline', version: '1.4.0', openedBy: '2.0.1', freeBytes: null, canTryAgain: true };

const sqlite = (code: string) => new Sqlite.SqliteError('of the file', code);
const system = (code: string, more: object = {}) => Object.assign(new Error('/data/lexline'), { code, ...more });

/** Every error that the start is known to end with, and what it is told as. */
const KNOWN: readonly (readonly [Failure, Error])[] = [
  ['keyring_missing', new KeyringMissingError('/data/lexline')],
  ['keyring_damaged', new DamagedKeyringError('/data/lexline/keyring.json')],
  ['database_missing', new DatabaseMissingError('/data/lexline/live.db')],
  ['database_damaged', new UnreadableDatabaseError('/data/lexline/live.db', sqlite('SQLITE_NOTADB'))],
  ['database_damaged', sqlite('SQLITE_CORRUPT')],
  ['database_newer', new NewerDatabaseError(99, 21)],
  ['database_in_use', sqlite('SQLITE_BUSY_SNAPSHOT')],
  ['database_in_use', system('EBUSY')],
  ['disk_full', system('ENOSPC')],
  ['disk_full', new DiskError(sqlite('SQLITE_FULL'))],
  ['disk_full', new MigrationFailedError('gallery', sqlite('SQLITE_FULL'))],
  ['not_writable', system('EACCES')],
  ['not_writable', system('EROFS')],
  ['not_writable', sqlite('SQLITE_CANTOPEN')],
  ['not_writable', new DiskError(sqlite('SQLITE_READONLY_DIRECTORY'))],
  ['disk_trouble', system('EIO')],
  ['disk_trouble', sqlite('SQLITE_IOERR_READ')],
  ['update_undone', new MigrationFailedError('gallery', sqlite('SQLITE_CONSTRAINT'))],
  ['update_undone', new MigrationFailedError('gallery', new Error('rows would point at nothing'))],
  ['start_option', new WhatsAppUrlError('--whatsapp-url is refused')],
  ['start_option', new TlsIdentityError('--https-cert cannot be read')],
  ['unknown', system('EACCES', { syscall: 'listen' })],
  ['unknown', new TypeError('x is not a function')],
];

test('each error that a start ends with has a text of its own, and each text an error', () => {
  expect(KNOWN.map(([, error]) => failureOf(error))).toEqual(KNOWN.map(([failure]) => failure));
  expect([...new Set(KNOWN.map(([failure]) => failure))].sort()).toEqual([...FAILURES].sort());
  expect(failureOf('thrown by hand')).toBe('unknown');
});

test('where no space is left, whatever the disk says of it is told as that', () => {
  const shmSize = sqlite('SQLITE_IOERR_SHMSIZE');
  expect(failureOf(shmSize, 0)).toBe('disk_full');
  expect(failureOf(sqlite('SQLITE_CANTOPEN'), 4_096)).toBe('disk_full');
  expect(failureOf(shmSize, 1_000_000_000)).toBe('disk_trouble');
  expect(failureOf(new KeyringMissingError('/data'), 0)).toBe('keyring_missing');
  expect(failureBox(shmSize, wordsIn('en', []), { ...FACTS, freeBytes: 0 }).message).toContain('no space left');
});

for (const language of LANGUAGES) {
  test(`each failure is told in the language that is set, with what to do about it (${language})`, () => {
    const words = wordsIn(language, []);
    const told = KNOWN.map(([failure, error]) => ({ failure, ...failureBox(error, words, FACTS) }));
    for (const { failure, message, detail, buttons } of told) {
      expect(message).toBe(WORDS[language]?.[`failed_${failure}`]);
      const own = failure === 'start_option' ? '--' : WORDS[language]?.[`failed_${failure}_detail`];
      expect(own, failure).toBeTruthy();
      expect(detail.startsWith(own ?? ''), failure).toBe(true);
      expect(detail).toContain('\u2068/data/lexline\u2069');
      expect(detail).not.toMatch(/\{\{|undefined|\n +at /);
      const labels = (['failed_again', 'failed_folder', 'tray_quit'] satisfies Word[]).map((word) => words.say(word));
      for (const { label } of buttons) expect(labels).toContain(label);
    }
    expect(new Set(told.map(({ message }) => message)).size).toBe(FAILURES.length);
    if (language === 'en') return;
    const english = KNOWN.map(([, error]) => failureBox(error, wordsIn('en', []), FACTS).message);
    expect(told.filter(({ message }) => english.includes(message))).toEqual([]);
  });
}

test('the system’s language is taken where none is set', () => {
  const { message } = failureBox(system('ENOSPC'), wordsIn('auto', ['de-AT', 'en-US']), FACTS);
  expect(message).toBe('Auf dem Datenträger ist kein Platz mehr');
});

test('a newer database says which version opened it and which this is, and trying again is not offered', () => {
  const told = (openedBy: string | null) =>
    failureBox(new NewerDatabaseError(99, 21), wordsIn('en', []), { ...FACTS, openedBy });
  expect(told('2.0.1').detail).toContain('last opened by Lexline 2.0.1. This is Lexline 1.4.0.');
  expect(told(null).detail).toContain('This is Lexline 1.4.0.');
  expect(told(null).detail).not.toContain('last opened by');
  expect(told('2.0.1').buttons.map(({ answer }) => answer)).toEqual(['folder', 'quit']);
});

test('what a person can mend can be tried again, unless whoever started the app waits for its end', () => {
  const answers = (canTryAgain: boolean) =>
    failureBox(system('ENOSPC'), wordsIn('en', []), { ...FACTS, canTryAgain }).buttons.map(({ answer }) => answer);
  expect(answers(true)).toEqual(['again', 'folder', 'quit']);
  expect(answers(false)).toEqual(['folder', 'quit']);
});

test('an error that nobody knows is told by its code, without its message', () => {
  const known = failureBox(system('E_ODD'), wordsIn('en', []), { ...FACTS, dataDir: '/data' });
  expect(known.detail).toContain('Code: \u2068E_ODD\u2069');
  expect(known.detail).not.toContain('lexline');
  expect(failureBox(new TypeError('secret'), wordsIn('en', []), FACTS).detail).toMatch(/Code: .TypeError/);
});

test('an option that cannot be used is told as the command line says it', () => {
  const { detail, buttons } = failureBox(new WhatsAppUrlError('--whatsapp-url is refused'), wordsIn('de', []), FACTS);
  expect(detail).toContain('--whatsapp-url is refused');
  expect(buttons.map(({ answer }) => answer)).toEqual(['quit']);
});
