/** Why a command to WhatsApp's page has no answer. */
export type PageErrorReason =
  /** The page said no: nothing was done. */
  | 'refused'
  /** No answer in time, or the page went away: whether it was done is not known. */
  | 'no_answer'
  /** The answer was not what the contract says. */
  | 'malformed';

export class PageError extends Error {
  readonly reason: PageErrorReason;
  /** The page's own short code for a refusal, such as `media_gone`; else what was asked. */
  readonly code: string;

  constructor(reason: PageErrorReason, code: string) {
    super(`${reason}: ${code}`);
    this.name = 'PageError';
    this.reason = reason;
    this.code = code;
  }
}
