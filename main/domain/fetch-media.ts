import type { LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Clock, Millis } from './clock.ts';
import { fetchFile } from './fetch-file.ts';
import { keepThumbnail } from './keep-thumbnail.ts';
import { type MediaError, mediaErrorOf } from './media-error.ts';
import type { AttachmentFiles, Database, Log, Metrics, WhatsAppPage } from './ports.ts';
import { recordEvent } from './record-event.ts';
import type { AttachmentJob, StoredFile } from './stores/attachment-store.ts';

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;

/** Pauses before another try, after the first one, the second one… */
const RETRY_PAUSES: readonly Millis[] = [5 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR];
/** WhatsApp has dropped the file and has asked the phone to upload it again: that can be off for days. */
const GONE_PAUSES: readonly Millis[] = [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR];
/** When there is no room on the disk, or the database fails. */
const TROUBLE_PAUSE: Millis = MINUTE;
/** Of older messages nobody has the file any more: a person who is told of them for ever would look at none. */
const TOLD_FOR: Millis = 30 * 24 * HOUR;

/** It did not come to anything, and that is noted. */
const FAILED = Symbol('failed');

interface Dependencies {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
  files: AttachmentFiles;
  log: Log;
  metrics: Metrics;
  lawyerId: LawyerId;
  /** Whether files of late messages were given up, or none can be taken in; told again and again as it is. */
  notTakenIn(isSo: boolean): void;
}

export interface MediaFetcher {
  /** There may be something to fetch. */
  wake(): void;
  /** Ends it; a file that is on its way is fetched anew the next time. */
  stop(): void;
}

/**
 * Fetches the files of messages from WhatsApp's page, the newest first and one at a time, until it is stopped. It wakes
 * of itself when a message is told. A file is taken in when its bytes are those that WhatsApp has declared; what its
 * sender called it, and said that it is, decides nothing.
 */
export function createMediaFetcher(deps: Dependencies): MediaFetcher {
  const { database, clock, page, files, log, metrics, lawyerId } = deps;
  let stopped = false;
  let running = false;
  let again = false;
  let cancelTimer = () => {};
  /** When the queue was last looked at. */
  let lookedAt: Millis = 0;

  async function run(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    cancelTimer();
    try {
      do {
        again = false;
        for (let job = await next(); job && !stopped; job = await next()) await work(job);
      } while (again && !stopped);
      await tellOfGivenUp();
      await sleepUntilDue();
    } catch (error) {
      if (stopped) return;
      const isFull = error instanceof AppError && error.code === 'disk_almost_full';
      const reason = error instanceof Error ? error.name : 'unknown';
      if (isFull) {
        log.warn({ lawyer: lawyerId }, 'the disk is almost full: no file is taken in');
        deps.notTakenIn(true);
      } else log.error({ lawyer: lawyerId, error: reason }, 'the fetching of files has stopped for a while');
      cancelTimer();
      cancelTimer = clock.after(TROUBLE_PAUSE, () => void run());
      // A wake that came meanwhile would find the same trouble.
      again = false;
    } finally {
      running = false;
      if (again && !stopped) void run();
    }
  }

  async function tellOfGivenUp(): Promise<void> {
    const since = clock.now() - TOLD_FOR;
    const isSo = await database.read((stores) => stores.attachments.hasGivenUp(lawyerId, since));
    if (!stopped) deps.notTakenIn(isSo);
  }

  function next(): Promise<AttachmentJob | null> {
    lookedAt = clock.now();
    return database.read((stores) => stores.attachments.next(lawyerId, lookedAt));
  }

  async function sleepUntilDue(): Promise<void> {
    // Later than the last look, not than this moment: what became due in between must not be slept over.
    const due = await database.read((stores) => stores.attachments.nextDue(lawyerId, lookedAt));
    cancelTimer();
    if (due !== null && !stopped) cancelTimer = clock.after(due - clock.now(), () => void run());
  }

  async function work(job: AttachmentJob): Promise<void> {
    const tools = { page, files, isStopped: () => stopped };
    const { limit, author, hasThumbnail } = await facts(job);
    const place = { chat: job.chat, id: job.whatsappId, fromMe: job.fromMe, author };
    const thumbnail = hasThumbnail ? null : await fetching(job, () => keepThumbnail(tools, place));
    if (thumbnail === FAILED) return;
    if (thumbnail) await database.write((stores) => stores.attachments.setThumbnail(lawyerId, job.id, thumbnail));
    const file = await fetching(job, () => fetchFile(tools, place, job, limit));
    if (file !== FAILED) await settle(job, file);
  }

  /** What befalls one file holds up no other: rejects only when the disk is almost full, or with the database. */
  async function fetching<Found>(job: AttachmentJob, work: () => Promise<Found>): Promise<Found | typeof FAILED> {
    try {
      return await work();
    } catch (error) {
      if (stopped) return FAILED;
      const failure = mediaErrorOf(error);
      if (!failure) throw error;
      await fail(job, failure);
      return FAILED;
    }
  }

  function facts(job: AttachmentJob): Promise<{ limit: number; author: string | null; hasThumbnail: boolean }> {
    return database.read(async (stores) => ({
      // What somebody has asked for is taken in whatever its size.
      limit: job.isWanted ? Number.POSITIVE_INFINITY : (await stores.lawyerSettings.get(lawyerId)).max_attachment_bytes,
      author: (await stores.messages.findKnown(lawyerId, job.messageId))?.author ?? null,
      hasThumbnail: (await stores.attachments.thumbnailOf(lawyerId, job.id)) !== null,
    }));
  }

  async function settle(job: AttachmentJob, file: StoredFile): Promise<void> {
    await database.write(async (stores) => {
      await stores.attachments.stored(lawyerId, job.id, file);
      const message = await stores.messages.find(lawyerId, job.messageId);
      if (!message) return;
      const { conversation_id: conversationId } = message;
      const clientId = await stores.conversations.clientOf(lawyerId, conversationId);
      await recordEvent(stores, {
        type: 'message.attachment_stored',
        lawyerId,
        conversationId,
        ...(clientId ? { clientId } : {}),
        message,
        at: clock.now(),
      });
    });
    metrics.add('media_stored');
  }

  async function fail(job: AttachmentJob, { code, isPassing }: MediaError): Promise<void> {
    const at = nextTry(job, code, isPassing);
    log.warn({ lawyer: lawyerId, attachment: job.id, reason: code }, 'a file could not be fetched');
    metrics.add('media_failed');
    await database.write((stores) => stores.attachments.failed(lawyerId, job.id, code, at));
    // At once: behind it may be the files of years.
    if (at === null) await tellOfGivenUp();
  }

  function nextTry(job: AttachmentJob, code: string, isPassing: boolean): Millis | null {
    if (code === 'too_large') return null;
    const pauses = code === 'media_gone' ? GONE_PAUSES : RETRY_PAUSES;
    // What says nothing of the file does not mean that it is not there: it is never given up for that.
    const pause = pauses[job.attempts] ?? (isPassing ? pauses.at(-1) : undefined);
    return pause === undefined ? null : clock.now() + pause;
  }

  const forget = database.onCommitted((events) => {
    if (events.some((event) => event.lawyer_id === lawyerId && event.type.startsWith('message.'))) void run();
  });
  void run();
  return {
    wake: () => void run(),
    stop() {
      stopped = true;
      cancelTimer();
      forget();
    },
  };
}
