import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeImage } from 'electron';
import type { Attachment } from '../../../../main/contract/entities.ts';
import { fakeId } from './fake-id.ts';

interface GivenFile {
  bytes: Uint8Array;
  file_name?: string;
}

/** The first bytes of what the tests use, and the type that they stand for. */
const STARTS: readonly [string, readonly number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45]],
  ['audio/wav', [0x52, 0x49, 0x46, 0x46]],
  ['video/webm', [0x1a, 0x45, 0xdf, 0xa3]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['application/x-msdownload', [0x4d, 0x5a]],
];

/** Files of messages, and how the main process would give them to the window. */
export class FakeMedia {
  readonly #files = new Map<string, { bytes: Uint8Array; type: string }>();
  readonly #thumbnails = new Map<string, Uint8Array>();

  /** A stored file, with its type found from its bytes. */
  attachment({ bytes, file_name: name }: GivenFile, more: Partial<Attachment> = {}): Attachment {
    const id = fakeId<Attachment['id']>('att');
    const type =
      STARTS.find(([, start]) => start.every((byte, at) => byte < 0 || bytes[at] === byte))?.[0] ??
      'application/octet-stream';
    this.#files.set(id, { bytes, type });
    return {
      id,
      status: 'stored',
      error: null,
      file_name: name ?? null,
      mime_type: type,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      duration_seconds: null,
      width: null,
      height: null,
      has_thumbnail: false,
      ...more,
    };
  }

  /** A small picture that is there before the file is. */
  addThumbnail(attachment: Attachment, bytes: Uint8Array): Attachment {
    this.#thumbnails.set(attachment.id, bytes);
    attachment.has_thumbnail = true;
    return attachment;
  }

  /** Answers a request of the window for `/attachments/<lawyer>/<attachment>[/thumbnail]`, whole or in a range. */
  answer(path: string, range: string | null): Response {
    const [, , , id = '', part] = path.split('/');
    const thumbnail = part === 'thumbnail' ? this.#thumbnails.get(id) : undefined;
    const file = thumbnail ? { bytes: thumbnail, type: 'image/jpeg' } : this.#files.get(id);
    if (!file) return new Response(null, { status: 404 });
    const { length } = file.bytes;
    const common = { 'content-type': file.type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    if (first === undefined) {
      return new Response(Buffer.from(file.bytes), { headers: { ...common, 'content-length': String(length) } });
    }
    const [start, end] = [Number(first), last ? Number(last) + 1 : length];
    return new Response(Buffer.from(file.bytes.subarray(start, end)), {
      status: 206,
      headers: {
        ...common,
        'content-length': String(end - start),
        'content-range': `bytes ${start}-${end - 1}/${length}`,
      },
    });
  }
}

/** A picture with something to be seen in it: two colours that meet on a slope. */
export function aPicture(width: number, height: number, [from, to]: readonly [number, number] = [0x2f7f76, 0xe7c98f]) {
  const bitmap = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = (x / width + y / height) / 2;
      const at = (y * width + x) * 4;
      for (const [place, shift] of [
        [0, 0],
        [1, 8],
        [2, 16],
      ] as const) {
        const [one, other] = [(from >> shift) & 255, (to >> shift) & 255];
        bitmap[at + place] = Math.round(one + (other - one) * share);
      }
      bitmap[at + 3] = 255;
    }
  }
  return nativeImage.createFromBitmap(bitmap, { width, height });
}

/** Speech-like sound as a WAV file: syllables of a tone, with pauses. */
export function aSound(seconds: number): Uint8Array {
  const rate = 8000;
  const samples = Math.round(seconds * rate);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const time = index / rate;
    const loud = Math.max(0, Math.sin(time * 5)) * (0.35 + 0.65 * Math.abs(Math.sin(time * 1.7)));
    wav.writeInt16LE(Math.round(Math.sin(time * 2 * Math.PI * 220) * loud * 12_000), 44 + index * 2);
  }
  return wav;
}

/** `clip.webm` (three seconds of film) and `sticker.webp`, drawn with a canvas. */
export function mediaFile(name: 'clip.webm' | 'sticker.webp'): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../media', name));
}
