import { join } from 'node:path';
import { openKeyring } from '../../../main/app/keyring.ts';

/** The bench's data folders keep their key in a file: no keychain is asked. */
const noKeychain = { available: () => false, encrypt: () => Buffer.alloc(0), decrypt: () => '' };

/** Where the practice account's database lies in a data folder, and what opens it. The app made it, and has ended. */
export function databaseIn(dataDir: string): { file: string; key: Buffer; auditKey: Buffer } {
  const keyring = openKeyring({ dataDir, keychain: noKeychain });
  return {
    file: join(dataDir, 'practice.db'),
    key: keyring.databaseKey('practice'),
    auditKey: keyring.derive('practice audit', 32),
  };
}
