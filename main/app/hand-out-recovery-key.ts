import { join } from 'node:path';
import type { Vault } from './open-vault.ts';
import { writePrivateFile } from './write-private-file.ts';

/** Without a window the recovery key goes to a file, once. */
export function handOutRecoveryKey({ keyring }: Vault, dataDir: string): void {
  const recoveryKey = keyring.pendingRecoveryKey();
  if (recoveryKey === null) return;
  const file = join(dataDir, 'recovery-key.txt');
  writePrivateFile(file, `${recoveryKey}\n`);
  keyring.confirmRecoveryKey();
  process.stderr.write(`The recovery key is in ${file}. Keep it in a safe place and remove the file.\n`);
}
