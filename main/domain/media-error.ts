import { AppError } from './app-error.ts';
import { PageError } from './page-error.ts';

/** Why a file could not be fetched, as a short code that is kept with it. */
export class MediaError extends Error {
  readonly code: string;
  /** It says nothing of the file itself, such as that the page has not answered. */
  readonly isPassing: boolean;

  constructor(code: string, isPassing = false) {
    super(code);
    this.name = 'MediaError';
    this.code = code;
    this.isPassing = isPassing;
  }
}

/** The page's refusals that are told as they are: any other word of a page is a stranger's. */
const PAGE_CODES: ReadonlySet<string> = new Set(['media_gone', 'media_failed', 'message_not_found']);

/** What an error means for the file; null: the disk is almost full, which it is for all of them. */
export function mediaErrorOf(error: unknown): MediaError | null {
  if (error instanceof MediaError) return error;
  if (error instanceof AppError && error.code === 'disk_almost_full') return null;
  // Of the disk, or what nobody foresaw: WhatsApp still has the file.
  if (!(error instanceof PageError)) return new MediaError('not_stored', true);
  if (error.reason === 'no_answer') return new MediaError('no_answer', true);
  if (error.reason === 'malformed') return new MediaError('malformed_answer');
  return new MediaError(PAGE_CODES.has(error.code) ? error.code : 'media_failed');
}
