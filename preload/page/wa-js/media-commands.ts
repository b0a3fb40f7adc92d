import { FILE_PART_BYTES } from '../../../main/contract/page-channels.ts';
import { base64Of } from '../base64.ts';
import { cancelLater, later } from '../own-globals.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import { within } from '../within.ts';
import type { DriverContext } from './driver-context.ts';
import { codeOf } from './messages.ts';
import type { MessageModel } from './wpp.ts';

/** How long WhatsApp may take to give a file. */
const DOWNLOAD_LIMIT_MS = 150_000;
/** An opened file that nobody reads on is let go of. */
const STALE_MS = 2 * 60_000;
const MAX_OPEN = 8;

/**
 * Where a download stands when WhatsApp has the file no more: the page has asked the phone to upload it again, waits for
 * it, or has given up. Source: `mediaStage` of WhatsApp's module WAWebMediaDataModel.
 */
const GONE_STAGES = new Set(['REUPLOADING', 'NEED_POKE', 'ERROR_MISSING', 'ERROR_NEED_UPLOAD']);

interface Opened {
  blob: Blob;
  timer: number;
}

/** Files of messages, on their way out of the page part by part. */
export function mediaCommands({
  driver,
  messages,
}: DriverContext): Pick<DriverCommands, 'openMedia' | 'readMedia' | 'closeMedia'> {
  const opened = new Map<string, Opened>();
  let count = 0;

  function close(file: string): void {
    cancelLater(opened.get(file)?.timer);
    opened.delete(file);
  }

  function keep(file: string, blob: Blob): void {
    close(file);
    opened.set(file, { blob, timer: Number(later(() => close(file), STALE_MS)) });
  }

  async function download(model: MessageModel): Promise<Blob> {
    try {
      return await within(DOWNLOAD_LIMIT_MS, driver.chat.downloadMedia(String(model.id)), 'media_failed');
    } catch (error) {
      if (isGone(model, error)) throw new Refusal('media_gone');
      // Of a message that is not in memory wa-js makes a model of its own, whose end we cannot see: ours tells it.
      const isShared = driver.whatsapp.MsgStore?.get(String(model.id)) === model;
      if (!isShared) await tryAgain(model);
      throw new Refusal(isGone(model, error) ? 'media_gone' : 'media_failed');
    }
  }

  async function tryAgain(model: MessageModel): Promise<void> {
    const asked = model.downloadMedia?.({ downloadEvenIfExpensive: true, rmrReason: 1, isUserInitiated: true });
    await within(DOWNLOAD_LIMIT_MS, Promise.resolve(asked), 'media_failed').catch(() => {});
  }

  return {
    async openMedia(place) {
      const model = await messages.require(place);
      const blob = await download(model);
      if (!(blob instanceof Blob) || blob.size === 0) throw new Refusal('media_failed');
      if (opened.size >= MAX_OPEN) throw new Refusal('too_many_files');
      count += 1;
      const file = `media-${count}`;
      keep(file, blob);
      return { file, size: blob.size };
    },

    async readMedia({ file, offset }) {
      const known = opened.get(file);
      if (!known) throw new Refusal('media_not_open');
      keep(file, known.blob);
      return { base64: await base64Of(known.blob.slice(offset, offset + FILE_PART_BYTES)) };
    },

    async closeMedia({ file }) {
      close(file);
      return null;
    },
  };
}

/** Whether WhatsApp said that it has the file no more, or the message never had one for this device. */
function isGone(model: MessageModel, error: unknown): boolean {
  if (codeOf(error) === 'message_not_contains_media') return true;
  const status: unknown = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return status === 404 || status === 410 || GONE_STAGES.has(String(model.mediaData?.mediaStage));
}
