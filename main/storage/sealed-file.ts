import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../domain/app-error.ts';

/**
 * How bytes lie on disk: a header, parts of PART_BYTES each (the last one may be shorter), and a seal.
 *
 *     header  'LXF1', 32 random bytes
 *     part    AES-256-GCM of the bytes, tag behind them; additional data: header, 0
 *     seal    AES-256-GCM of the file's size; additional data: header, 1, SHA-256 of the bytes
 *
 * Key and the first 8 bytes of each nonce come by HKDF-SHA-256 from the given key and the random bytes; the last 4 count
 * the parts, and the seal is counted as one more. That is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár
 * 2015): a part can be read without the others, but none can be changed, swapped, left out or added, and the seal binds
 * all of it to the name that the file is kept under.
 */
export const PART_BYTES = 65_536;

const MAGIC = Buffer.from('LXF1');
const SALT_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_PREFIX_BYTES = 8;
const COUNTER_BYTES = 4;
const TAG_BYTES = 16;
const SIZE_BYTES = 8;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const SEALED_PART_BYTES = PART_BYTES + TAG_BYTES;
const SEAL_BYTES = SIZE_BYTES + TAG_BYTES;

const ORDINARY_PART = Buffer.from([0]);
const SEAL = Buffer.from([1]);

function keysOf(key: Buffer, header: Buffer): { key: Buffer; noncePrefix: Buffer } {
  const salt = header.subarray(MAGIC.length);
  const bytes = Buffer.from(hkdfSync('sha256', key, salt, 'lexline attachment', KEY_BYTES + NONCE_PREFIX_BYTES));
  return { key: bytes.subarray(0, KEY_BYTES), noncePrefix: bytes.subarray(KEY_BYTES) };
}

function nonceOf(prefix: Buffer, counter: number): Buffer {
  const nonce = Buffer.alloc(NONCE_PREFIX_BYTES + COUNTER_BYTES);
  prefix.copy(nonce);
  nonce.writeUInt32BE(counter, NONCE_PREFIX_BYTES);
  return nonce;
}

/** Makes the pieces of one file, to be written one behind the other. */
export interface Sealer {
  readonly header: Buffer;
  /** All but the last one have PART_BYTES. */
  part(bytes: Uint8Array): Buffer;
  seal(size: number, sha256: Buffer): Buffer;
}

/** `key` is 32 bytes. */
export function createSealer(key: Buffer): Sealer {
  const header = Buffer.concat([MAGIC, randomBytes(SALT_BYTES)]);
  const keys = keysOf(key, header);
  let counter = 0;

  function encrypt(bytes: Uint8Array, additional: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys.noncePrefix, counter));
    counter += 1;
    cipher.setAAD(additional);
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  return {
    header,
    part: (bytes) => encrypt(bytes, Buffer.concat([header, ORDINARY_PART])),
    seal(size, sha256) {
      const bytes = Buffer.alloc(SIZE_BYTES);
      bytes.writeBigUInt64BE(BigInt(size));
      return encrypt(bytes, Buffer.concat([header, SEAL, sha256]));
    },
  };
}

/** Bytes from that place of the file; fewer only where it ends. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

export interface OpenedFile {
  readonly size: number;
  /** The bytes of that part, proven to be the ones that were written. Rejects with AppError `attachment_damaged`. */
  part(index: number): Promise<Buffer>;
}

/**
 * Checks header and seal, and with them that the file has neither lost nor gained a part and is the one of that name.
 * Rejects with AppError `attachment_damaged`.
 */
export async function openSealed(key: Buffer, sha256: Buffer, fileBytes: number, readAt: ReadAt): Promise<OpenedFile> {
  const sealedBytes = fileBytes - HEADER_BYTES - SEAL_BYTES;
  if (sealedBytes < 0) throw new AppError('attachment_damaged');
  const parts = Math.ceil(sealedBytes / SEALED_PART_BYTES);
  const header = await readExactly(0, HEADER_BYTES);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new AppError('attachment_damaged');
  const keys = keysOf(key, header);
  const ofSeal = Buffer.concat([header, SEAL, sha256]);
  const size = Number(decrypt(parts, await readExactly(fileBytes - SEAL_BYTES, SEAL_BYTES), ofSeal).readBigUInt64BE());
  if (sealedBytes !== size + parts * TAG_BYTES) throw new AppError('attachment_damaged');
  const ofPart = Buffer.concat([header, ORDINARY_PART]);

  async function readExactly(position: number, length: number): Promise<Buffer> {
    const bytes = await readAt(position, length);
    if (bytes.length !== length) throw new AppError('attachment_damaged');
    return bytes;
  }

  function decrypt(counter: number, sealed: Buffer, additional: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', keys.key, nonceOf(keys.noncePrefix, counter));
    decipher.setAAD(additional);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const bytes = decipher.update(sealed.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch {
      throw new AppError('attachment_damaged');
    }
    return bytes;
  }

  return {
    size,
    async part(index) {
      const from = index * SEALED_PART_BYTES;
      const length = Math.min(SEALED_PART_BYTES, sealedBytes - from);
      return decrypt(index, await readExactly(HEADER_BYTES + from, length), ofPart);
    },
  };
}
