import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '../../main/domain/app-error.ts';
import type { AttachmentFiles } from '../../main/domain/ports.ts';
import type { StoredFile } from '../../main/domain/stores/attachment-store.ts';

/** What is given at once of a file, in bytes. */
const PART = 1000;

/** Files of attachments in memory, which a test can damage, and a disk that it can fill. */
export class MemoryAttachmentFiles implements AttachmentFiles {
  readonly stored = new Map<string, Buffer>();
  /** Files whose bytes cannot be read, from that place on. */
  readonly damagedAt = new Map<string, number>();
  /** Readings that have begun and have not ended. */
  open = 0;
  free = 100_000_000_000;

  async write(bytes: AsyncIterable<Uint8Array>): Promise<StoredFile> {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) {
      if (this.free < 1) throw new AppError('disk_almost_full');
      parts.push(part);
    }
    const whole = Buffer.concat(parts);
    const sha256 = createHash('sha256').update(whole).digest('hex');
    this.stored.set(sha256, whole);
    const found = await fileTypeFromBuffer(whole);
    return { sha256, size: whole.length, mimeType: found?.mime ?? 'application/octet-stream' };
  }

  async *read(sha256: string, part?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
    const whole = this.stored.get(sha256);
    const { start, end } = part ?? { start: 0, end: whole?.length ?? 0 };
    const damaged = whole ? (this.damagedAt.get(sha256) ?? Number.POSITIVE_INFINITY) : 0;
    this.open += 1;
    try {
      for (let at = start; at < end || !whole; at += PART) {
        if (!whole || at + PART > damaged) throw new AppError('attachment_damaged');
        yield whole.subarray(at, Math.min(at + PART, end));
      }
    } finally {
      this.open -= 1;
    }
  }

  async has(sha256: string): Promise<boolean> {
    return this.stored.has(sha256);
  }

  async freeBytes(): Promise<number> {
    return this.free;
  }
}
