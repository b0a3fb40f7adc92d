import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './write-private-file.ts';

/** A file of its own, which no damage to the settings can undo. */
const fileIn = (dataDir: string): string => join(dataDir, 'real-whatsapp');

/** Notes that this data folder has opened the real WhatsApp Web: from then on it never opens another page in its place. */
export function markRealWhatsApp(dataDir: string): void {
  if (!hadRealWhatsApp(dataDir)) writePrivateFile(fileIn(dataDir), '');
}

export function hadRealWhatsApp(dataDir: string): boolean {
  return existsSync(fileIn(dataDir));
}
