import { contextBridge, ipcRenderer } from 'electron';
import { MAX_REPORT_LENGTH, PAGE_REPORT_CHANNEL, PAGE_REPORT_FUNCTION } from '../main/contract/page-channels.ts';

/**
 * The one door out of WhatsApp's page: a function that takes a string. It resolves when what was reported is on disk,
 * and rejects when it is not, so that the page's side keeps it and tries again. The page is a stranger: nothing else
 * of ours is within its reach, and the main process parses every word.
 */
contextBridge.exposeInMainWorld(PAGE_REPORT_FUNCTION, async (report: unknown): Promise<void> => {
  if (typeof report !== 'string' || report.length > MAX_REPORT_LENGTH) throw new Error('not a report');
  const stored: unknown = await ipcRenderer.invoke(PAGE_REPORT_CHANNEL, report);
  if (stored !== true) throw new Error('not stored');
});
