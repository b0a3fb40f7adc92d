/**
 * The disk, or the file on it, took or gave nothing: it is full, damaged, gone, not to be written to, or held by somebody
 * else. That is the fault of nothing that was to be stored, and another try may succeed.
 */
export class DiskError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'DiskError';
  }
}
