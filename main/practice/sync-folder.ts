import { open } from 'node:fs/promises';

/** A new file's name is only durable once its folder is synced; Windows cannot do it and needs not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
