import { join } from 'node:path';
import { app, type BaseWindow, dialog } from 'electron';
import type { Archive } from '../domain/archive.ts';
import { createZipArchive } from '../storage/zip-archive.ts';

/** Asks the person where an archive is to be written. Null: the person has changed their mind. */
export async function chooseArchive(window: BaseWindow, name: string): Promise<Archive | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: 'ZIP', extensions: ['zip'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || !filePath ? null : createZipArchive(filePath);
}
