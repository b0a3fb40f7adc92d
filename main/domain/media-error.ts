import { PageError } from './page-error.ts';

/** Why a file could not be fetched, as a short code that is kept with it. */
export class MediaError extends Error {
  readonly code: string;
  /** The page has not answered. */
  readonly isSilence: boolean;

  constructor(code: string, isSilence = false) {
    super(code);
    this.name = 'MediaError';
    this.code = code;
    this.isSilence = isSilence;
  }
}

/** The page's refusals that are told as they are: any other word of a page is a stranger's. */
const PAGE_CODES: ReadonlySet<string> = new Set(['media_gone', 'media_failed', 'message_not_found']);

/** What an error means for the file; null: it is not about the file. */
export function mediaErrorOf(error: unknown): MediaError | null {
  if (error instanceof MediaError) return error;
  if (!(error instanceof PageError)) return null;
  if (error.reason === 'no_answer') return new MediaError('no_answer', true);
  if (error.reason === 'malformed') return new MediaError('malformed_answer');
  return new MediaError(PAGE_CODES.has(error.code) ? error.code : 'media_failed');
}
