import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { app, type BaseWindow, dialog } from 'electron';
import type { Attachment } from '../contract/entities.ts';
import { safeFileName } from '../contract/safe-file-name.ts';
import type { AttachmentFiles } from '../domain/ports.ts';

/**
 * Saves a stored file where the person says, under a name that is safe on any system; it is never opened. False: the
 * person has changed their mind. A file that could not be written whole is not left behind.
 * @param assertWanted throws where whoever has chosen the place must not have it: the dialog stays when the window locks
 */
export async function saveAttachment(
  window: BaseWindow,
  files: AttachmentFiles,
  { sha256, file_name, mime_type }: Attachment,
  assertWanted: () => void,
): Promise<boolean> {
  if (sha256 === null) return false;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), safeFileName(file_name, mime_type)),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return false;
  assertWanted();
  const unfinished = join(dirname(filePath), `.${process.pid}-${sha256.slice(0, 16)}.part`);
  try {
    await pipeline(Readable.from(files.read(sha256)), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    await rename(unfinished, filePath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return true;
}
